// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.limits;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nl.koppelpunt.gateway.limits.SourceLimits.Act;
import nl.koppelpunt.platform.defaults.Problem;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The limits of programs and links; forms spend theirs themselves, so that nothing typed is lost. */
@Component
@Order(SourceLimitFilter.ORDER)
class SourceLimitFilter implements WebFilter {

    static final int ORDER = 0;

    private static final String LINK_ATTEMPT = "/api/links/v1/link-attempt/";
    private static final Map<String, Act> ACTS = Map.of(
            "GET /eherkenning/login",
            Act.LOGIN,
            "POST /csp-reports",
            Act.REPORT,
            "POST " + LINK_ATTEMPT + "credentials",
            Act.CREDENTIALS,
            "POST " + LINK_ATTEMPT + "activation-code",
            Act.CREDENTIALS,
            "POST " + LINK_ATTEMPT + "pin-requests",
            Act.PIN,
            "POST " + LINK_ATTEMPT + "pin-confirmations",
            Act.PIN);

    private final SourceLimits limits;

    SourceLimitFilter(SourceLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return actOf(exchange.getRequest())
                .flatMap(act -> limits.spend(act, exchange.getRequest()))
                .<Mono<Void>>map(wait -> Mono.error(refusal(wait)))
                .orElseGet(() -> chain.filter(exchange));
    }

    private static Problem refusal(Duration wait) {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests",
                        "This source asks too often. Wait as long as Retry-After says.")
                .retryAfter(wait);
    }

    private static Optional<Act> actOf(ServerHttpRequest request) {
        return Optional.ofNullable(
                ACTS.get(request.getMethod() + " " + request.getPath().value()));
    }
}
