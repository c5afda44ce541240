// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A person who logs in gets our page when the service behind answers with an error, not its problem document. */
@Component
class BrowserErrors implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).then(Mono.defer(() -> refuseErrors(exchange)));
    }

    private static Mono<Void> refuseErrors(ServerWebExchange exchange) {
        var status = exchange.getResponse().getStatusCode();
        return status != null && status.isError() ? Mono.error(new ResponseStatusException(status)) : Mono.empty();
    }
}
