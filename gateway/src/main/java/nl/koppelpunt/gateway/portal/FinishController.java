// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static nl.koppelpunt.gateway.portal.LinkPages.FINISH;
import static nl.koppelpunt.gateway.portal.LinkPages.PIN;
import static nl.koppelpunt.gateway.portal.LinkPages.redirect;

import nl.koppelpunt.gateway.portal.Answer.Given;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.session.SessionToken.State;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page of someone whose PIN was right while account-service was away. */
@Controller
class FinishController {

    private final LinkPages pages;
    private final LinkAttempts attempts;
    private final Completion completion;
    private final Callers callers;

    FinishController(LinkPages pages, LinkAttempts attempts, Completion completion, Callers callers) {
        this.pages = pages;
        this.attempts = attempts;
        this.completion = completion;
        this.callers = callers;
    }

    @GetMapping(FINISH)
    Mono<Rendering> show(ServerHttpRequest request) {
        return pages.show(
                request, FINISH, _ -> PageBuilder.view("afronden").withProfile().build());
    }

    @PostMapping(FINISH)
    Mono<Rendering> finish(ServerWebExchange exchange) {
        return callers.of(exchange.getRequest(), State.LINKING)
                .flatMap(attempts::complete)
                .map(answer -> switch (answer) {
                    case Given<PinAnswer> given -> answered(exchange, given);
                    case Refused<PinAnswer> refused -> pages.elsewhere(refused);
                });
    }

    private Rendering answered(ServerWebExchange exchange, Given<PinAnswer> given) {
        return switch (given.body().outcome()) {
            case COMPLETED -> completion.signIn(exchange.getResponse(), given);
            case CONFIRMED -> redirect(FINISH);
            case REJECTED, EXPIRED, LOCKED -> redirect(PIN);
        };
    }
}
