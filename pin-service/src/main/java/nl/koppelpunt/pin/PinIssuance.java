// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.UUID;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import nl.koppelpunt.platform.outbox.EventSealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Issues a PIN, unless its subject or its mailbox had too many of late. */
@Service
class PinIssuance {
    static final String MAILBOX_COLUMN = "pin.mailbox_index";

    private static final Logger LOG = LoggerFactory.getLogger(PinIssuance.class);

    private final PinGenerator generator;
    private final MacKeys keys;
    private final ColumnCipher cipher;
    private final EventSealer sealer;
    private final Scheduler pinCrypto;
    private final PinThrottle throttle;
    private final PinRepository pins;
    private final PinJournal journal;
    private final TransactionalOperator transaction;
    private final int maxTries;

    PinIssuance(
            PinGenerator generator,
            MacKeys keys,
            ColumnCipher cipher,
            EventSealer sealer,
            Scheduler pinCrypto,
            PinThrottle throttle,
            PinRepository pins,
            PinJournal journal,
            TransactionalOperator transaction,
            PinProperties properties) {
        this.generator = generator;
        this.keys = keys;
        this.cipher = cipher;
        this.sealer = sealer;
        this.pinCrypto = pinCrypto;
        this.throttle = throttle;
        this.pins = pins;
        this.journal = journal;
        this.transaction = transaction;
        this.maxTries = properties.maxTries();
    }

    Mono<PinIssue> issue(PinRequest request, String actor) {
        return Mono.fromCallable(() -> draft(request))
                .subscribeOn(pinCrypto)
                .flatMap(draft -> decide(draft, actor).as(transaction::transactional));
    }

    private PinDraft draft(PinRequest request) {
        var pin = generator.next();
        var id = UUID.randomUUID();
        return new PinDraft(
                id,
                request,
                keys.mac(id, request.binding(), pin),
                cipher.blindIndexes(MAILBOX_COLUMN, request.email().mailbox()),
                sealer.seal(new PinMessage(request.email().value(), pin.digits())));
    }

    private Mono<PinIssue> decide(PinDraft draft, String actor) {
        return throttle.lock(
                        draft.request().limitSubject(), draft.mailboxIndexes().getFirst())
                .then(next(draft))
                .flatMap(next -> next.isNow() ? issue(draft, actor) : refuse(draft, next, actor));
    }

    private Mono<PinIssue> issue(PinDraft draft, String actor) {
        return pins.replace(draft.request())
                .concatMap(replaced -> journal.ended(replaced, "replaced", actor))
                .then(pins.insert(draft, maxTries))
                .flatMap(pin ->
                        journal.issued(pin, draft, actor).then(next(draft)).map(next -> issued(pin, next)));
    }

    private Mono<PinIssue> refuse(PinDraft draft, NextPin next, String actor) {
        LOG.info("No PIN for purpose {}: throttled until {}", draft.request().purpose(), next.at());
        return journal.throttled(draft, next, actor).thenReturn(new PinIssue.Throttled(next));
    }

    private Mono<NextPin> next(PinDraft draft) {
        return Mono.defer(() -> throttle.next(draft.request().limitSubject(), draft.mailboxIndexes()));
    }

    private static PinIssue issued(Pin pin, NextPin next) {
        if (next.braked()) {
            LOG.warn("PIN brake is on: more wrong PINs than usual over all subjects");
        }
        LOG.info("PIN {} issued for purpose {}", pin.id(), pin.purpose());
        return new PinIssue.Issued(pin, next.at());
    }

    /** For the mailer alone; leaves this class sealed. */
    private record PinMessage(String email, String pin) {
        @Override
        public String toString() {
            return "PinMessage[redacted]";
        }
    }
}
