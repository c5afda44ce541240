// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.event.PinEvent;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what happened to a PIN, as an event and as an audit row, in the transaction in which it happened. */
@Component
class PinJournal {
    private final Outbox outbox;
    private final AuditLog audit;

    PinJournal(Outbox outbox, AuditLog audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    Mono<Void> issued(Pin pin, PinDraft draft) {
        var event = new PinEvent.PinIssued(
                pin.id(),
                pin.purpose(),
                pin.issuedAt(),
                pin.expiresAt(),
                draft.request().locale(),
                draft.sealedMessage());
        return outbox.append(event)
                .then(append(
                        "pin-issued",
                        pin.id(),
                        Outcome.SUCCESS,
                        draft.request().owner(),
                        Map.of("purpose", pin.purpose())));
    }

    Mono<Void> throttled(PinDraft draft, NextPin next) {
        var details = Map.of(
                "purpose", draft.request().purpose(), "newPinAt", next.at().toString());
        return append(
                "pin-throttled", draft.id(), Outcome.REFUSED, draft.request().owner(), details);
    }

    Mono<Void> accepted(PinTry counted, Instant at, String actor) {
        return outbox.append(new PinEvent.PinAccepted(counted.pinId(), counted.purpose(), at))
                .then(append("pin-accepted", counted.pinId(), Outcome.SUCCESS, actor, Map.of()));
    }

    Mono<Void> rejected(PinTry counted, String actor) {
        var event =
                new PinEvent.PinRejected(counted.pinId(), counted.purpose(), counted.triesLeft(), counted.triedAt());
        var details = Map.of("triesLeft", String.valueOf(counted.triesLeft()));
        return outbox.append(event).then(append("pin-rejected", counted.pinId(), Outcome.REFUSED, actor, details));
    }

    Mono<Void> locked(PinTry counted, Instant at, String actor) {
        return outbox.append(new PinEvent.PinLocked(counted.pinId(), counted.purpose(), at))
                .then(append("pin-locked", counted.pinId(), Outcome.REFUSED, actor, Map.of()));
    }

    /** A try that was not counted: too late, too many, or not a PIN of ours. */
    Mono<Void> refused(UUID id, String reason, String actor) {
        return append("pin-refused", id, Outcome.REFUSED, actor, Map.of("reason", reason));
    }

    Mono<Void> ended(EndedPin pin, String reason, String actor) {
        return outbox.append(new PinEvent.PinWithdrawn(pin.id(), pin.purpose(), reason, pin.endedAt()))
                .then(append("pin-withdrawn", pin.id(), Outcome.SUCCESS, actor, Map.of("reason", reason)));
    }

    private Mono<Void> append(String action, UUID id, Outcome outcome, String actor, Map<String, String> details) {
        return audit.append(new AuditEntry(action, "pin", id.toString(), outcome, actor, null, details));
    }
}
