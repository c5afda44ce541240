// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import java.util.List;
import nl.koppelpunt.gateway.GatewayProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Whether the browser says that a request was made by a page of ours. A request that says nothing is not. */
@Component
public final class RequestOrigin {

    private final List<String> ours;

    RequestOrigin(GatewayProperties properties) {
        this.ours = List.of(properties.publicOrigin());
    }

    public boolean isOurs(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var site = headers.get("Sec-Fetch-Site");
        return site != null ? site.equals(List.of("same-origin")) : ours.equals(headers.get(HttpHeaders.ORIGIN));
    }
}
