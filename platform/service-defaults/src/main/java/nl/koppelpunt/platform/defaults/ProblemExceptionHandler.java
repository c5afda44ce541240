// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The last resort of every request: whatever escaped becomes a problem document. */
final class ProblemExceptionHandler implements ErrorWebExceptionHandler, Ordered {

    private final Problems problems;

    ProblemExceptionHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        return problems.write(exchange, error);
    }

    @Override
    public int getOrder() {
        return -2; // before Spring's own, which would answer without a body
    }
}
