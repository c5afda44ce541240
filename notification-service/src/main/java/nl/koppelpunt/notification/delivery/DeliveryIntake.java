// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.List;
import java.util.UUID;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinWithdrawn;
import nl.koppelpunt.platform.consumption.ReceivedEvent;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns a fact into the rows of the mails it asks for, once however often it is told; answers the new rows. */
@Service
class DeliveryIntake {
    private final MailsOfFacts mails;
    private final DeliveryRepository deliveries;
    private final TransactionalOperator transaction;
    private final DeliveryMetrics metrics;

    DeliveryIntake(
            MailsOfFacts mails,
            DeliveryRepository deliveries,
            TransactionalOperator transaction,
            DeliveryMetrics metrics) {
        this.mails = mails;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.metrics = metrics;
    }

    Mono<List<UUID>> accept(ReceivedEvent<? extends KoppelpuntEvent> received) {
        return received.event() instanceof PinWithdrawn withdrawn ? skip(withdrawn) : enqueue(mails.of(received));
    }

    private Mono<List<UUID>> skip(PinWithdrawn withdrawn) {
        return deliveries
                .skip(withdrawn.subject(), "withdrawn")
                .doOnNext(skipped -> metrics.count(DeliveryMetrics.Outcome.SKIPPED, skipped))
                .thenReturn(List.of());
    }

    private Mono<List<UUID>> enqueue(Flux<DeliveryDraft> drafts) {
        return drafts.collectList()
                .flatMap(all -> Flux.fromIterable(all)
                        .concatMap(deliveries::insert)
                        .collectList()
                        .as(transaction::transactional));
    }
}
