// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Clock;
import java.time.Duration;
import nl.koppelpunt.event.IdentityLinkEvent.LinkAttemptAbandoned;
import nl.koppelpunt.identitylink.pins.PinCheck;
import nl.koppelpunt.identitylink.pins.PinClient;
import nl.koppelpunt.identitylink.pins.TypedPin;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The second step: a PIN. Once one was right no other is ever asked; the same request then only completes the link, and
 * asked twice at once it ends alike both times.
 */
@Component
class PinConfirmation {

    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final HeldAttempts held;
    private final LinkAttempts attempts;
    private final PinClient pins;
    private final LinkCompletion completion;
    private final LinkAudit audit;
    private final LinkOutcomes outcomes;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionalOperator transaction;

    PinConfirmation(
            HeldAttempts held,
            LinkAttempts attempts,
            PinClient pins,
            LinkCompletion completion,
            LinkAudit audit,
            LinkOutcomes outcomes,
            Outbox outbox,
            Clock clock,
            TransactionalOperator transaction) {
        this.held = held;
        this.attempts = attempts;
        this.pins = pins;
        this.completion = completion;
        this.audit = audit;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    Mono<Confirmation> confirm(Holder holder, TypedPin pin) {
        return held.ofConfirming(holder)
                .flatMap(attempt -> attempt.state() == LinkAttemptState.AWAITING_PIN
                        ? check(holder, attempt, pin)
                        : completion.complete(attempt));
    }

    private Mono<Confirmation> check(Holder holder, LinkAttempt attempt, TypedPin pin) {
        var pinId = attempt.requireProven().pin().id();
        return pins.check(pinId, pin, attempt.pinOrder().binding()).flatMap(check -> switch (check) {
            case PinCheck.Accepted _ -> accept(holder, attempt);
            case PinCheck.Rejected(var triesLeft) ->
                triesLeft > 0
                        ? reject(holder, attempt, triesLeft)
                        : useUp(holder, attempt, new Confirmation.Rejected(0));
            case PinCheck.Locked(var retryAfter) -> useUp(holder, attempt, new Confirmation.Locked(retryAfter));
            case PinCheck.Expired _ -> settle(holder, attempt);
        });
    }

    // Committed on its own before anybody else is asked: from here on a crash can only delay the link.
    private Mono<Confirmation> accept(Holder holder, LinkAttempt attempt) {
        return attempts.confirm(attempt)
                .then(Mono.defer(() -> held.ofConfirming(holder)))
                .flatMap(completion::complete);
    }

    private Mono<Confirmation> reject(Holder holder, LinkAttempt attempt, int triesLeft) {
        return attempts.rejectPin(attempt, triesLeft)
                .then(Mono.defer(() -> audit.pinRejected(attempt)))
                .then(unlessSettled(holder, new Confirmation.Rejected(triesLeft)));
    }

    private Mono<Confirmation> useUp(Holder holder, LinkAttempt attempt, Confirmation answer) {
        return attempts.useUpPin(attempt)
                .flatMap(counted -> counted ? tellIfLocked(holder) : Mono.empty())
                .as(transaction::transactional)
                .then(Mono.defer(() -> audit.pinRejected(attempt)))
                .then(unlessSettled(holder, answer));
    }

    private Mono<Void> tellIfLocked(Holder holder) {
        return attempts.find(holder)
                .filter(attempt -> attempt.state() == LinkAttemptState.LOCKED)
                .flatMap(attempt -> outbox.append(
                                new LinkAttemptAbandoned(attempt.id(), null, "locked", clock.instant()))
                        .then(outcomes.count(LinkOutcomes.Outcome.LOCKED, 1)));
    }

    // A PIN that is over before its time was used, or replaced, by a parallel request that has yet to write it down.
    private Mono<Confirmation> settle(Holder holder, LinkAttempt attempt) {
        var pin = attempt.requireProven().pin();
        var looks = pin.expiresAt().isAfter(clock.instant()) ? SETTLING.dividedBy(LOOK_AGAIN) : 0;
        return Mono.defer(() -> held.ofConfirming(holder))
                .filter(current -> !current.awaits(pin.id()))
                .repeatWhenEmpty(unchanged -> unchanged.take(looks).delayElements(LOOK_AGAIN))
                .then(unlessSettled(holder, new Confirmation.PinExpired()));
    }

    // What a parallel request began counts.
    private Mono<Confirmation> unlessSettled(Holder holder, Confirmation answer) {
        return Mono.defer(() -> held.ofConfirming(holder)).flatMap(attempt -> switch (attempt.state()) {
            case AWAITING_PIN -> Mono.just(answer);
            default -> completion.complete(attempt);
        });
    }
}
