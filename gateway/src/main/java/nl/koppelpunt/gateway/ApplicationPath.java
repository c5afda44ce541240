// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Where the application behind the portal stands; what is answered there is its own. */
public final class ApplicationPath {

    public static final String ROOT = "/portal";

    private ApplicationPath() {}

    public static boolean isOf(ServerHttpRequest request) {
        var path = request.getURI().getRawPath();
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
