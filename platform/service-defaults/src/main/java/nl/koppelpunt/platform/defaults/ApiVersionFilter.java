// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Adds {@code API-Version} to every answer under {@code /api}, errors included (NL GOV REST API Design Rules). */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiVersionFilter implements WebFilter {

    private final String version;

    ApiVersionFilter(String version) {
        this.version = version;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith("/api/")) {
            exchange.getResponse().getHeaders().set("API-Version", version);
        }
        return chain.filter(exchange);
    }
}
