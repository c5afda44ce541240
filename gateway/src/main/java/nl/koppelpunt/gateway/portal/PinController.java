// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static nl.koppelpunt.gateway.portal.LinkPages.FINISH;
import static nl.koppelpunt.gateway.portal.LinkPages.PIN;
import static nl.koppelpunt.gateway.portal.LinkPages.redirect;

import nl.koppelpunt.gateway.limits.SourceLimits;
import nl.koppelpunt.gateway.limits.SourceLimits.Act;
import nl.koppelpunt.gateway.portal.Answer.Given;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.session.SessionToken.State;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page that shows both sides of the link and asks the PIN. */
@Controller
class PinController {

    private final LinkPages pages;
    private final LinkAttempts attempts;
    private final Completion completion;
    private final Callers callers;
    private final SourceLimits limits;
    private final Moments moments;
    private final TryIds tryIds;

    PinController(
            LinkPages pages,
            LinkAttempts attempts,
            Completion completion,
            Callers callers,
            SourceLimits limits,
            Moments moments,
            TryIds tryIds) {
        this.pages = pages;
        this.attempts = attempts;
        this.completion = completion;
        this.callers = callers;
        this.limits = limits;
        this.moments = moments;
        this.tryIds = tryIds;
    }

    @GetMapping(PIN)
    Mono<Rendering> show(ServerHttpRequest request) {
        var sentAgain = request.getQueryParams().containsKey("nieuw");
        return pages.show(request, PIN, attempt -> page(attempt, FormProblem.NONE, null, sentAgain));
    }

    @PostMapping(PIN)
    Mono<Rendering> confirm(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> tryIds.read(form.getFirst("poging"), form.getFirst("pincode")))
                .zipWith(callers.of(exchange.getRequest(), State.LINKING))
                .flatMap(typed -> confirm(exchange, typed.getT2(), typed.getT1()));
    }

    @PostMapping(PIN + "/nieuw")
    Mono<Rendering> requestPin(ServerHttpRequest request) {
        return callers.of(request, State.LINKING)
                .flatMap(caller -> limits.spend(Act.PIN, request)
                        .map(wait -> again(caller, PinErrors.tooMany(wait)))
                        .orElseGet(() -> attempts.requestPin(caller).flatMap(answer -> requested(caller, answer))));
    }

    @PostMapping("/koppelen/terug")
    Mono<Rendering> correct(ServerHttpRequest request) {
        return callers.of(request, State.LINKING).flatMap(attempts::correct).map(answer -> switch (answer) {
            case Given<LinkAttempt> given -> pages.next(given.body());
            case Refused<LinkAttempt> refused -> pages.elsewhere(refused);
        });
    }

    private Mono<Rendering> confirm(ServerWebExchange exchange, Caller caller, TypedPin pin) {
        var invalid = PinErrors.in(pin.digits());
        if (invalid.isPresent()) {
            return again(caller, invalid.get(), pin.form());
        }
        return limits.spend(Act.PIN, exchange.getRequest())
                .map(wait -> again(caller, PinErrors.tooMany(wait), pin.form()))
                .orElseGet(() -> attempts.confirm(caller, pin)
                        .flatMap(answer -> switch (answer) {
                            case Given<PinAnswer> given -> answered(exchange, caller, given);
                            case Refused<PinAnswer> refused -> refused(caller, refused, pin.form());
                        })
                        .onErrorResume(Outages::is, outage -> unanswered(caller, pin, outage)));
    }

    // Perhaps the answer was lost and the PIN was right: in the same form it is the same try. Perhaps the link is there
    // already: then there is no page to come back to.
    private Mono<Rendering> unanswered(Caller caller, TypedPin pin, Throwable outage) {
        return again(caller, PinErrors.unanswered(), pin.form()).onErrorMap(_ -> outage);
    }

    private Mono<Rendering> answered(ServerWebExchange exchange, Caller caller, Given<PinAnswer> given) {
        return switch (given.body().outcome()) {
            case COMPLETED -> Mono.just(completion.signIn(exchange.getResponse(), given));
            case CONFIRMED -> Mono.just(redirect(FINISH));
            case REJECTED -> again(caller, PinErrors.wrong(given.body().triesLeft()));
            case EXPIRED -> again(caller, PinErrors.expired());
            // The PIN, and with the last of them the attempt: then there is another page.
            case LOCKED -> again(caller, PinErrors.usedUp(HttpStatus.FORBIDDEN));
        };
    }

    private Mono<Rendering> requested(Caller caller, Answer<LinkAttempt> answer) {
        return switch (answer) {
            case Given<LinkAttempt> _ -> Mono.just(redirect(PIN + "?nieuw"));
            case Refused<LinkAttempt> refused -> refused(caller, refused, null);
        };
    }

    private Mono<Rendering> refused(Caller caller, Refused<?> refused, @Nullable String form) {
        return PinErrors.of(refused)
                .map(problem -> again(caller, problem, form))
                .orElseGet(() -> Mono.fromSupplier(() -> pages.elsewhere(refused)));
    }

    private Mono<Rendering> again(Caller caller, FormProblem problem) {
        return again(caller, problem, null);
    }

    private Mono<Rendering> again(Caller caller, FormProblem problem, @Nullable String form) {
        return pages.show(caller, PIN, attempt -> page(attempt, problem, form, false));
    }

    private Rendering page(LinkAttempt attempt, FormProblem problem, @Nullable String form, boolean sentAgain) {
        var usedUp = attempt.isPinUsedUp();
        var toSay = usedUp ? PinErrors.ofUsedUp(problem) : problem;
        return PageBuilder.form("pincode", toSay)
                .with("attempt", attempt)
                .with("usedUp", usedUp)
                .with("form", form == null ? tryIds.formOf(attempt) : form)
                .with("validUntil", moments.toCome(attempt.pinExpiresAt()))
                .with("newPinAt", moments.notBefore(attempt.newPinAt()))
                .with("sentAgain", sentAgain && !usedUp)
                .withProfile()
                .build();
    }
}
