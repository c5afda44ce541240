// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import nl.koppelpunt.gateway.language.Languages;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who makes pages behind us hears the language of ours, and not what a browser says of it. */
@Component
class UpstreamLanguage implements GatewayFilter {

    private final Languages languages;

    UpstreamLanguage(Languages languages) {
        this.languages = languages;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var language = languages.of(exchange.getRequest()).code();
        return chain.filter(exchange.mutate()
                .request(request -> request.header(HttpHeaders.ACCEPT_LANGUAGE, language))
                .build());
    }
}
