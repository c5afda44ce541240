// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static nl.koppelpunt.gateway.portal.LinkPages.LINK;

import java.time.Instant;
import nl.koppelpunt.gateway.limits.SourceLimits;
import nl.koppelpunt.gateway.limits.SourceLimits.Act;
import nl.koppelpunt.gateway.portal.Answer.Given;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.session.SessionToken;
import org.jspecify.annotations.Nullable;
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
            return again(request, form, LinkFormErrors.choose());
        }
        return limits.spend(Act.CREDENTIALS, request)
                .map(wait -> again(request, form, LinkFormErrors.tooMany(wait)))
                .orElseGet(() -> callers.of(request, SessionToken.State.LINKING)
                        .flatMap(caller -> ask(caller, form, withCode))
                        .flatMap(answer -> answered(answer, request, form))
                        .onErrorResume(Outages::is, _ -> again(request, form, LinkFormErrors.unavailable())));
    }

    private Mono<Answer<LinkAttempt>> ask(Caller caller, LinkForm form, boolean withCode) {
        return form.hasCode() || (withCode && !form.hasCredentials())
                ? attempts.proveWithCode(caller, form)
                : attempts.proveWithCredentials(caller, form);
    }

    private Mono<Rendering> answered(Answer<LinkAttempt> answer, ServerHttpRequest request, LinkForm form) {
        return switch (answer) {
            case Given<LinkAttempt> given -> Mono.fromSupplier(() -> pages.next(given.body()));
            case Refused<LinkAttempt> refused ->
                LinkFormErrors.of(refused, form)
                        .map(problem -> again(request, form, problem))
                        .orElseGet(() -> Mono.fromSupplier(() -> pages.elsewhere(refused)));
        };
    }

    /** Comes back also when nobody can tell how much time is left: what was typed is not lost. */
    private Mono<Rendering> again(ServerHttpRequest request, LinkForm form, FormProblem problem) {
        var page = page(form, isWithCode(request), problem);
        return callers.of(request, SessionToken.State.LINKING)
                .flatMap(attempts::current)
                .onErrorResume(Outages::is, _ -> Mono.empty())
                .map(answer -> page.with("until", until(answer)).build())
                .switchIfEmpty(Mono.fromSupplier(page::build));
    }

    private static @Nullable Instant until(Answer<LinkAttempt> answer) {
        return answer instanceof Given<LinkAttempt>(var attempt, var _) ? attempt.expiresAt() : null;
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
