// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Clock;
import java.util.Map;
import nl.koppelpunt.event.NotificationEvent.MailFailed;
import nl.koppelpunt.event.NotificationEvent.MailSent;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import nl.koppelpunt.platform.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Writes down how a delivery ended: its state, an event and an audit row in one transaction. */
@Component
class DeliveryJournal {
    private static final String ACTOR = "notification-service";
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJournal.class);

    private final DeliveryRepository deliveries;
    private final Outbox outbox;
    private final AuditLog audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    DeliveryJournal(
            DeliveryRepository deliveries,
            Outbox outbox,
            AuditLog audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<Void> sent(Delivery delivery) {
        LOG.info("{} sent", delivery);
        return deliveries
                .sent(delivery)
                .filter(ended -> ended)
                .flatMap(ended -> tellSent(delivery))
                .as(transaction::transactional);
    }

    Mono<Void> failed(Delivery delivery, String reason) {
        LOG.warn("{} failed: {}", delivery, reason);
        return deliveries
                .failed(delivery, reason)
                .filter(ended -> ended)
                .flatMap(ended -> tellFailed(delivery, reason))
                .as(transaction::transactional);
    }

    Mono<Void> skipped(Delivery delivery, String reason) {
        LOG.warn("{} skipped: {}", delivery, reason);
        return deliveries
                .skipped(delivery, reason)
                .filter(ended -> ended)
                .flatMap(ended -> tellFailed(delivery, reason))
                .as(transaction::transactional);
    }

    private Mono<Void> tellSent(Delivery delivery) {
        var event = new MailSent(delivery.id(), delivery.sourceEventId(), delivery.template(), clock.instant());
        return outbox.append(event).then(audit("mail-sent", delivery, Outcome.SUCCESS, Map.of()));
    }

    private Mono<Void> tellFailed(Delivery delivery, String reason) {
        var event =
                new MailFailed(delivery.id(), delivery.sourceEventId(), delivery.template(), reason, clock.instant());
        return outbox.append(event).then(audit("mail-failed", delivery, Outcome.FAILED, Map.of("reason", reason)));
    }

    private Mono<Void> audit(String action, Delivery delivery, Outcome outcome, Map<String, String> details) {
        return audit.append(
                new AuditEntry(action, "delivery", delivery.id().toString(), outcome, ACTOR, null, details));
    }
}
