// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.function.Function;
import nl.koppelpunt.gateway.portal.Answer.Given;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Which page belongs to which state of linking; whoever asks for another page is sent to the right one. */
@Component
class LinkPages {

    static final String LINK = "/koppelen";
    static final String PIN = "/koppelen/pincode";
    static final String FINISH = "/koppelen/afronden";

    private final LinkAttempts attempts;
    private final Callers callers;
    private final Moments moments;

    LinkPages(LinkAttempts attempts, Callers callers, Moments moments) {
        this.attempts = attempts;
        this.callers = callers;
        this.moments = moments;
    }

    Mono<Rendering> show(ServerHttpRequest request, String wanted, Function<LinkAttempt, Rendering> page) {
        return callers.of(request).flatMap(caller -> switch (caller.session().state()) {
            case ANONYMOUS -> Mono.just(redirect(callers.entrance(request)));
            case SIGNED_IN -> Mono.just(redirect("/mijn"));
            case LINKING -> show(caller, wanted, page);
        });
    }

    Mono<Rendering> show(Caller caller, String wanted, Function<LinkAttempt, Rendering> page) {
        return attempts.current(caller).map(answer -> switch (answer) {
            case Given<LinkAttempt> given -> {
                var attempt = given.body();
                var address = addressOf(attempt);
                yield address.equals(wanted) ? page.apply(attempt) : redirect(address);
            }
            case Refused<LinkAttempt> refused -> elsewhere(refused);
        });
    }

    /** The next page after a step that went well. */
    Rendering next(LinkAttempt attempt) {
        return redirect(addressOf(attempt));
    }

    /** The page of a refusal that a form cannot answer. */
    Rendering elsewhere(Refused<?> refused) {
        if (refused.code().equals("wrong-step")) {
            return redirect(LINK);
        }
        throw new PageException(failureOf(refused), refused.retryAfter());
    }

    private static Failure failureOf(Refused<?> refused) {
        return switch (refused.status()) {
            case 401 -> Failure.SESSION_ENDED;
            case 404, 410 -> Failure.ATTEMPT_ENDED;
            case 409 -> Failure.byCode(refused.code()).orElse(Failure.ATTEMPT_REFUSED);
            case 429 -> Failure.TOO_MANY_REQUESTS;
            case 400, 403 -> Failure.byStatus(HttpStatusCode.valueOf(refused.status()));
            default -> Failure.SERVICE_UNAVAILABLE;
        };
    }

    private String addressOf(LinkAttempt attempt) {
        return switch (attempt.state()) {
            case AWAITING_PROOF -> LINK;
            case AWAITING_PIN -> PIN;
            // Completed behind our back, while this session is still one of linking: asking again brings the new
            // session.
            case CONFIRMED, COMPLETED -> FINISH;
            case EXPIRED, ABANDONED -> throw new PageException(Failure.ATTEMPT_ENDED);
            case LOCKED -> throw new PageException(Failure.LOCKED, moments.until(attempt.lockedUntil()));
            case REFUSED -> throw new PageException(Failure.ATTEMPT_REFUSED);
        };
    }

    static Rendering redirect(String address) {
        return Rendering.redirectTo(address).build();
    }
}
