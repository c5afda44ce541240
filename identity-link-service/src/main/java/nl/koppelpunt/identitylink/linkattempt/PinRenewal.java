// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Another PIN for the same proof and address; the one before it is over. */
@Component
class PinRenewal {

    private final HeldAttempts held;
    private final LinkAttempts attempts;
    private final PinSending sending;

    PinRenewal(HeldAttempts held, LinkAttempts attempts, PinSending sending) {
        this.held = held;
        this.attempts = attempts;
        this.sending = sending;
    }

    Mono<LinkAttempt> renew(Holder holder) {
        return held.in(LinkAttemptState.AWAITING_PIN, holder)
                .flatMap(attempt -> sending.send(holder, attempt.pinOrder(), pin -> attempts.renewPin(attempt, pin)))
                .then(Mono.defer(() -> held.of(holder)));
    }
}
