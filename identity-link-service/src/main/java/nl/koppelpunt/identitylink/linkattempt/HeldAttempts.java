// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a step the attempt it works on, and refuses it to anyone else. */
@Component
class HeldAttempts {

    private final LinkAttempts attempts;

    HeldAttempts(LinkAttempts attempts) {
        this.attempts = attempts;
    }

    Mono<LinkAttempt> of(Holder holder) {
        return attempts.find(holder).switchIfEmpty(Mono.error(LinkProblems::attemptEnded));
    }

    /** Also the attempt this session completed: of two equal requests the second comes when the session is over. */
    Mono<LinkAttempt> ofConfirming(Holder holder) {
        return attempts.find(holder)
                .switchIfEmpty(Mono.defer(() -> attempts.findCompleted(holder)))
                .switchIfEmpty(Mono.error(LinkProblems::attemptEnded));
    }

    Mono<LinkAttempt> in(LinkAttemptState state, Holder holder) {
        return of(holder).flatMap(attempt -> attempt.state() == state ? Mono.just(attempt) : refuse(attempt));
    }

    static <T> Mono<T> refuse(LinkAttempt attempt) {
        return Mono.error(() -> switch (attempt.state()) {
            case AWAITING_PROOF, AWAITING_PIN, CONFIRMED -> LinkProblems.wrongStep();
            case COMPLETED, EXPIRED, ABANDONED, LOCKED, REFUSED -> LinkProblems.attemptEnded();
        });
    }
}
