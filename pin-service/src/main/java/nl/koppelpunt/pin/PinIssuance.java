// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.UUID;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import nl.koppelpunt.platform.outbox.EventSealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Issues a PIN, unless its subject or its mailbox had too many of late; the same request again gives the same PIN. */
@Service
class PinIssuance {
    static final String MAILBOX_COLUMN = "pin.mailbox_index";
    static final String CONTENT_COLUMN = "pin_request.content_index";

    private static final Logger LOG = LoggerFactory.getLogger(PinIssuance.class);

    private final PinGenerator generator;
    private final MacKeys keys;
    private final ColumnCipher cipher;
    private final EventSealer sealer;
    private final Scheduler pinCrypto;
    private final PinThrottle throttle;
    private final PinRepository pins;
    private final PinRequests requests;
    private final PinJournal journal;
    private final TransactionalOperator transaction;
    private final PinMetrics metrics;
    private final int maxTries;

    PinIssuance(
            PinGenerator generator,
            MacKeys keys,
            ColumnCipher cipher,
            EventSealer sealer,
            Scheduler pinCrypto,
            PinThrottle throttle,
            PinRepository pins,
            PinRequests requests,
            PinJournal journal,
            TransactionalOperator transaction,
            PinMetrics metrics,
            PinProperties properties) {
        this.generator = generator;
        this.keys = keys;
        this.cipher = cipher;
        this.sealer = sealer;
        this.pinCrypto = pinCrypto;
        this.throttle = throttle;
        this.pins = pins;
        this.requests = requests;
        this.journal = journal;
        this.transaction = transaction;
        this.metrics = metrics;
        this.maxTries = properties.maxTries();
    }

    /** With a key, which is the caller's name for this request, asking again changes nothing and answers the same. */
    Mono<PinIssue> issue(PinRequest request, @Nullable String key) {
        return Mono.fromCallable(() -> draft(request))
                .subscribeOn(pinCrypto)
                .flatMap(draft -> (key == null ? decide(draft) : once(draft, key)).as(transaction::transactional))
                .doOnNext(metrics::count);
    }

    private PinDraft draft(PinRequest request) {
        var pin = generator.next();
        var id = UUID.randomUUID();
        return new PinDraft(
                id,
                request,
                keys.mac(id, request.binding(), pin),
                cipher.blindIndexes(MAILBOX_COLUMN, request.email().mailbox()),
                cipher.blindIndexes(CONTENT_COLUMN, request.content()),
                sealer.seal(new PinMessage(request.email().value(), pin.digits())));
    }

    private Mono<PinIssue> once(PinDraft draft, String key) {
        var owner = draft.request().owner();
        return requests.lock(owner, key)
                .then(Mono.defer(() -> requests.answerTo(owner, key, draft.contentIndexes())))
                .switchIfEmpty(Mono.defer(() -> decide(draft).flatMap(issue -> remember(draft, key, issue))));
    }

    /** A refusal is not remembered: it changes with time. */
    private Mono<PinIssue> remember(PinDraft draft, String key, PinIssue issue) {
        return switch (issue) {
            case PinIssue.Issued(var pin, var newPinAt) ->
                requests.remember(
                                draft.request().owner(),
                                key,
                                draft.contentIndexes().getFirst(),
                                pin.id(),
                                newPinAt)
                        .thenReturn(issue);
            case PinIssue.Throttled _ -> Mono.just(issue);
        };
    }

    private Mono<PinIssue> decide(PinDraft draft) {
        return throttle.lock(
                        draft.request().limitSubject(), draft.mailboxIndexes().getFirst())
                .then(next(draft))
                .flatMap(next -> next.isNow() && next.braked() ? nextInLine(draft) : Mono.just(next))
                .flatMap(next -> next.isNow() ? issue(draft) : refuse(draft, next));
    }

    /** While the brake is on, issues go one by one, so that their number over all subjects is exact (S-048). */
    private Mono<NextPin> nextInLine(PinDraft draft) {
        return throttle.lockAll().then(next(draft));
    }

    private Mono<PinIssue> issue(PinDraft draft) {
        var owner = draft.request().owner();
        return pins.replace(draft.request())
                .concatMap(replaced -> journal.ended(replaced, "replaced", owner))
                .then(pins.insert(draft, maxTries))
                .flatMap(pin -> journal.issued(pin, draft).then(next(draft)).map(next -> issued(pin, next)));
    }

    private Mono<PinIssue> refuse(PinDraft draft, NextPin next) {
        LOG.info("No PIN for purpose {}: throttled until {}", draft.request().purpose(), next.at());
        return journal.throttled(draft, next).thenReturn(new PinIssue.Throttled(next));
    }

    private Mono<NextPin> next(PinDraft draft) {
        return Mono.defer(() -> throttle.next(draft.request().limitSubject(), draft.mailboxIndexes()));
    }

    private static PinIssue issued(Pin pin, NextPin next) {
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
