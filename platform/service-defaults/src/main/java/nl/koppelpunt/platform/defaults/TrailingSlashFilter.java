// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** There is nothing under {@code /api} at an address that ends in a slash, for anybody (NL GOV REST API Design Rules). */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class TrailingSlashFilter implements WebFilter {

    private final Problems problems;

    TrailingSlashFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        return path.startsWith("/api/") && path.endsWith("/")
                ? problems.write(exchange, new ResponseStatusException(HttpStatus.NOT_FOUND))
                : chain.filter(exchange);
    }
}
