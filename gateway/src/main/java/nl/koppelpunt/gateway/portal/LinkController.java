// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static nl.koppelpunt.gateway.portal.LinkPages.LINK;

import nl.koppelpunt.gateway.limits.SourceLimits;
import nl.koppelpunt.gateway.limits.SourceLimits.Act;
import nl.koppelpunt.gateway.portal.Answer.Given;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.session.SessionToken;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page on which someone proves, once, that an account is theirs. */
@Controller
class LinkController {

    private final LinkPages pages;
    private final LinkAttempts attempts;
    private final Callers callers;
    private final SourceLimits limits;

    LinkController(LinkPages pages, LinkAttempts attempts, Callers callers, SourceLimits limits) {
        this.pages = pages;
        this.attempts = attempts;
        this.callers = callers;
        this.limits = limits;
    }

    @GetMapping(LINK)
    Mono<Rendering> show(ServerHttpRequest request) {
        return pages.show(
                request,
                LINK,
                attempt -> page(LinkForm.EMPTY, isWithCode(request), FormProblem.NONE)
                        .with("until", attempt.expiresAt())
                        .build());
    }

    @PostMapping(LINK)
    Mono<Rendering> prove(ServerWebExchange exchange) {
        return exchange.getFormData().map(LinkForm::from).flatMap(form -> prove(exchange.getRequest(), form));
    }

    private Mono<Rendering> prove(ServerHttpRequest request, LinkForm form) {
        var withCode = isWithCode(request);
        if (form.hasCode() && form.hasCredentials()) {
            return again(form, withCode, LinkFormErrors.choose());
        }
        return limits.spend(Act.CREDENTIALS, request)
                .map(wait -> again(form, withCode, LinkFormErrors.tooMany(wait)))
                .orElseGet(() -> callers.of(request, SessionToken.State.LINKING)
                        .flatMap(caller -> ask(caller, form, withCode))
                        .map(answer -> answered(answer, form, withCode))
                        .onErrorResume(Outages::is, _ -> again(form, withCode, LinkFormErrors.unavailable())));
    }

    private Mono<Answer<LinkAttempt>> ask(Caller caller, LinkForm form, boolean withCode) {
        return form.hasCode() || (withCode && !form.hasCredentials())
                ? attempts.proveWithCode(caller, form)
                : attempts.proveWithCredentials(caller, form);
    }

    private Rendering answered(Answer<LinkAttempt> answer, LinkForm form, boolean withCode) {
        return switch (answer) {
            case Given<LinkAttempt> given -> pages.next(given.body());
            case Refused<LinkAttempt> refused ->
                LinkFormErrors.of(refused, form)
                        .map(problem -> page(form, withCode, problem).build())
                        .orElseGet(() -> pages.elsewhere(refused));
        };
    }

    private static Mono<Rendering> again(LinkForm form, boolean withCode, FormProblem problem) {
        return Mono.just(page(form, withCode, problem).build());
    }

    private static PageBuilder page(LinkForm form, boolean withCode, FormProblem problem) {
        return PageBuilder.form("koppelen", problem)
                .with("form", form)
                .with("withCode", withCode)
                .withProfile();
    }

    private static boolean isWithCode(ServerHttpRequest request) {
        return request.getQueryParams().containsKey("activatiecode");
    }
}
