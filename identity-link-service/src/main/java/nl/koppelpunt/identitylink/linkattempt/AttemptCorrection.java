// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Clock;
import nl.koppelpunt.event.IdentityLinkEvent.LinkAttemptAbandoned;
import nl.koppelpunt.identitylink.linkattempt.LinkAttempt.Proven;
import nl.koppelpunt.identitylink.session.Sessions;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Going back a step, or giving up: in both the PIN that was sent is worth nothing any more. */
@Component
class AttemptCorrection {

    private final HeldAttempts held;
    private final LinkAttempts attempts;
    private final PinWithdrawal withdrawal;
    private final Sessions sessions;
    private final Outbox outbox;
    private final LinkAudit audit;
    private final LinkOutcomes outcomes;
    private final Clock clock;
    private final TransactionalOperator transaction;

    AttemptCorrection(
            HeldAttempts held,
            LinkAttempts attempts,
            PinWithdrawal withdrawal,
            Sessions sessions,
            Outbox outbox,
            LinkAudit audit,
            LinkOutcomes outcomes,
            Clock clock,
            TransactionalOperator transaction) {
        this.held = held;
        this.attempts = attempts;
        this.withdrawal = withdrawal;
        this.sessions = sessions;
        this.outbox = outbox;
        this.audit = audit;
        this.outcomes = outcomes;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Back to the proof, which has to be given again: the address under it cannot be edited. */
    Mono<LinkAttempt> backToProof(Holder holder) {
        return held.of(holder)
                .flatMap(attempt -> switch (attempt.state()) {
                    case AWAITING_PROOF -> Mono.<Void>empty();
                    case AWAITING_PIN -> attempts.backToProof(attempt).then(withdrawPin(attempt));
                    default -> HeldAttempts.refuse(attempt);
                })
                .then(Mono.defer(() -> held.of(holder)));
    }

    /** Ends the attempt and the session; an attempt that is over already stays what it became. */
    Mono<Void> abandon(Holder holder) {
        return attempts.find(holder).flatMap(attempt -> switch (attempt.state()) {
            case CONFIRMED -> HeldAttempts.refuse(attempt);
            default -> end(attempt).as(transaction::transactional).then(withdrawPin(attempt));
        });
    }

    private Mono<Void> end(LinkAttempt attempt) {
        return attempts.abandon(attempt)
                .flatMap(abandoned -> abandoned ? tell(attempt) : Mono.empty())
                .then(sessions.end(attempt.requireSessionId(), Sessions.LOGGED_OUT))
                .then();
    }

    private Mono<Void> tell(LinkAttempt attempt) {
        var proven = attempt.proven();
        var pinId = proven == null ? null : proven.pin().id();
        return outbox.append(new LinkAttemptAbandoned(attempt.id(), pinId, "abandoned", clock.instant()))
                .then(audit.abandoned(attempt))
                .then(outcomes.count(LinkOutcomes.Outcome.ABANDONED, 1));
    }

    private Mono<Void> withdrawPin(LinkAttempt attempt) {
        return Mono.justOrEmpty(attempt.proven()).map(Proven::pin).flatMap(pin -> withdrawal.of(pin.id()));
    }
}
