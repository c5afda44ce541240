// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final DeliveryMetrics metrics;
    private final DeliveryProperties properties;
    private final Clock clock;

    DeliveryJournal(
            DeliveryRepository deliveries,
            Outbox outbox,
            AuditLog audit,
            TransactionalOperator transaction,
            DeliveryMetrics metrics,
            DeliveryProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.audit = audit;
        this.transaction = transaction;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<Void> sent(Delivery delivery) {
        LOG.info("{} sent", delivery);
        return once(deliveries.sent(delivery), () -> tellSent(delivery), DeliveryMetrics.Outcome.SENT);
    }

    /** It was sent, and that cannot be written down: it must not be sent again, and somebody must look at it. */
    Mono<Void> unrecorded(Delivery delivery, Throwable failure) {
        LOG.error(
                "{} was sent and cannot be written down: {}",
                delivery,
                failure.getClass().getName());
        return deliveries
                .taken(delivery)
                .doOnNext(rows -> metrics.count(DeliveryMetrics.Outcome.UNRECORDED, rows))
                .then();
    }

    Mono<Void> failed(Delivery delivery, String reason) {
        LOG.warn("{} failed: {}", delivery, reason);
        return once(
                deliveries.failed(delivery, reason),
                () -> tellFailed(delivery, reason),
                DeliveryMetrics.Outcome.FAILED);
    }

    /** It was not sent in time; what that means is for its kind to say. */
    Mono<Void> expired(Delivery delivery) {
        var skipped = delivery.onExpiry() == OnExpiry.SKIPPED;
        LOG.warn("{} {}", delivery, delivery.onExpiry().label());
        return once(
                deliveries.expired(delivery),
                () -> tellFailed(delivery, "expired"),
                skipped ? DeliveryMetrics.Outcome.SKIPPED : DeliveryMetrics.Outcome.ABANDONED);
    }

    /** An officer has it sent again; false when there is nothing to send any more. */
    Mono<Boolean> redelivered(UUID id, String officer, String why) {
        return deliveries
                .requeue(id, properties.giveUpAfter())
                .filter(requeued -> requeued)
                .flatMap(requeued -> audit.append(new AuditEntry(
                                "mail-redelivered",
                                "delivery",
                                id.toString(),
                                Outcome.SUCCESS,
                                officer,
                                null,
                                Map.of("reason", why)))
                        .thenReturn(requeued))
                .as(transaction::transactional)
                .defaultIfEmpty(false);
    }

    Mono<Void> deferred(Delivery delivery, String reason, Duration backoff) {
        LOG.warn("{} not sent: {}; again in {}", delivery, reason, backoff);
        return once(deliveries.retry(delivery, reason, backoff), Mono::empty, DeliveryMetrics.Outcome.DEFERRED);
    }

    /** Tells and counts only what this process ended itself: after its lease another may have been first. */
    private Mono<Void> once(Mono<Boolean> transition, Supplier<Mono<Void>> tell, DeliveryMetrics.Outcome outcome) {
        return transition
                .filter(made -> made)
                .flatMap(made -> Mono.defer(tell).thenReturn(made))
                .as(transaction::transactional)
                .doOnNext(made -> metrics.count(outcome, 1))
                .then();
    }

    private Mono<Void> tellSent(Delivery delivery) {
        var event = new MailSent(delivery.id(), delivery.sourceEventId(), delivery.kind(), clock.instant());
        return outbox.append(event).then(audit("mail-sent", delivery, Outcome.SUCCESS, Map.of()));
    }

    private Mono<Void> tellFailed(Delivery delivery, String reason) {
        var event = new MailFailed(delivery.id(), delivery.sourceEventId(), delivery.kind(), reason, clock.instant());
        return outbox.append(event).then(audit("mail-failed", delivery, Outcome.FAILED, Map.of("reason", reason)));
    }

    private Mono<Void> audit(String action, Delivery delivery, Outcome outcome, Map<String, String> details) {
        return audit.append(
                new AuditEntry(action, "delivery", delivery.id().toString(), outcome, ACTOR, null, details));
    }
}
