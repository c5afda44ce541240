// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.identitylink.pins.PinClient;
import nl.koppelpunt.identitylink.pins.PinIssue.AddressRefused;
import nl.koppelpunt.identitylink.pins.PinIssue.Issued;
import nl.koppelpunt.identitylink.pins.PinIssue.Throttled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Another PIN for the same proof and address; the one before it is over. */
@Component
class PinRenewal {

    private final HeldAttempts held;
    private final LinkAttempts attempts;
    private final PinClient pins;
    private final PinWithdrawal withdrawal;

    PinRenewal(HeldAttempts held, LinkAttempts attempts, PinClient pins, PinWithdrawal withdrawal) {
        this.held = held;
        this.attempts = attempts;
        this.pins = pins;
        this.withdrawal = withdrawal;
    }

    Mono<LinkAttempt> renew(Holder holder) {
        return held.in(LinkAttemptState.AWAITING_PIN, holder)
                .flatMap(this::sendPin)
                .then(Mono.defer(() -> held.of(holder)));
    }

    private Mono<Void> sendPin(LinkAttempt attempt) {
        return pins.issue(attempt.pinOrder()).flatMap(issue -> switch (issue) {
            case Issued pin -> use(attempt, pin);
            case Throttled(var retryAfter) -> Mono.error(() -> LinkProblems.pinThrottled(retryAfter));
            case AddressRefused _ -> Mono.error(LinkProblems::addressRefused);
        });
    }

    private Mono<Void> use(LinkAttempt attempt, Issued pin) {
        return attempts.renewPin(attempt, pin)
                .flatMap(used ->
                        used ? Mono.<Void>empty() : withdrawal.of(pin.id()).then(Mono.error(LinkProblems::wrongStep)));
    }
}
