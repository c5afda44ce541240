// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What every answer to a browser carries: no scripts, no frames, nothing kept. */
@Component
class PageHeaders implements WebFilter {

    static final String CSP = "Content-Security-Policy";

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /** Browsers hold a redirect after a form against form-action too, so the service is named in it. */
    static String policy(URI service) {
        return POLICY + " " + service.getScheme() + "://" + service.getRawAuthority();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        headers.set(CSP, POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "strict-origin");
        headers.set("Cache-Control", "no-cache, no-store");
        headers.set("Pragma", "no-cache");
        return chain.filter(exchange);
    }
}
