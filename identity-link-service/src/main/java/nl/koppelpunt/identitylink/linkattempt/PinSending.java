// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Clock;
import java.util.function.Function;
import nl.koppelpunt.identitylink.pins.PinClient;
import nl.koppelpunt.identitylink.pins.PinIssue.AddressRefused;
import nl.koppelpunt.identitylink.pins.PinIssue.Issued;
import nl.koppelpunt.identitylink.pins.PinIssue.Throttled;
import nl.koppelpunt.identitylink.pins.PinOrder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Has a PIN mailed and writes it down. Between the two everything may be lost but the mail; asked again, the same order
 * comes to the same PIN.
 */
@Component
class PinSending {

    private final LinkAttempts attempts;
    private final PinClient pins;
    private final PinWithdrawal withdrawal;
    private final Clock clock;

    PinSending(LinkAttempts attempts, PinClient pins, PinWithdrawal withdrawal, Clock clock) {
        this.attempts = attempts;
        this.pins = pins;
        this.withdrawal = withdrawal;
        this.clock = clock;
    }

    /** {@code use} writes the PIN down, unless the attempt went on without it. */
    Mono<Void> send(Holder holder, PinOrder order, Function<Issued, Mono<Boolean>> use) {
        return issue(order).flatMap(pin -> use.apply(pin).flatMap(used -> used ? Mono.empty() : leave(holder, pin)));
    }

    // What an order came to long ago may be over before anyone could use it.
    private Mono<Issued> issue(PinOrder order) {
        return pins.issue(order).flatMap(issue -> switch (issue) {
            case Issued pin when pin.expiresAt().isAfter(clock.instant()) -> Mono.just(pin);
            case Issued over -> issue(order.after(over.id()));
            case Throttled(var retryAfter) -> Mono.error(() -> LinkProblems.pinThrottled(retryAfter));
            case AddressRefused _ -> Mono.error(LinkProblems::addressRefused);
        });
    }

    // The same request in parallel came to the same PIN, and may have written it down.
    private Mono<Void> leave(Holder holder, Issued pin) {
        return attempts.find(holder)
                .map(attempt -> attempt.awaits(pin.id()))
                .defaultIfEmpty(false)
                .flatMap(awaited ->
                        awaited ? Mono.empty() : withdrawal.of(pin.id()).then(Mono.error(LinkProblems::wrongStep)));
    }
}
