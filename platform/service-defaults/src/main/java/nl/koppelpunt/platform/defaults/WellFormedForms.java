// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A form with an escape that is none is its sender's fault, where the framework makes it ours. A reader of forms of our
 * own would be passed over: the exchange takes the last reader that fits.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WellFormedForms implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(new WithForm(exchange));
    }

    private static final class WithForm extends ServerWebExchangeDecorator {

        private WithForm(ServerWebExchange exchange) {
            super(exchange);
        }

        // The cause is left out: its message holds what was typed.
        @Override
        public Mono<MultiValueMap<String, String>> getFormData() {
            return super.getFormData()
                    .onErrorMap(IllegalArgumentException.class, _ -> new ServerWebInputException("Malformed form"));
        }
    }
}
