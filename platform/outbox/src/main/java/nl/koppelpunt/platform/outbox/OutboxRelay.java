// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings events to Kafka, in order per subject. Marks them in the transaction that holds their key group, after Kafka's
 * acknowledgement: a crash in between sends them again, and never loses one.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private static final int SUBJECTS_AT_ONCE = 32;

    private final OutboxTable outbox;
    private final EventPublisher publisher;
    private final TransactionalOperator transaction;
    private final WakeUps wakeUps;
    private final int batchSize;

    OutboxRelay(
            OutboxTable outbox,
            EventPublisher publisher,
            TransactionalOperator transaction,
            WakeUps wakeUps,
            int batchSize) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.transaction = transaction;
        this.wakeUps = wakeUps;
        this.batchSize = batchSize;
    }

    /** Runs as long as the program: a task without period is subscribed to once, and cancelled at shut-down. */
    @Scheduled(initialDelay = 0)
    Mono<Void> run() {
        return wakeUps.signals().concatMap(_ -> relayAll(), 1).then();
    }

    /** Relays batch after batch until nothing waits or Kafka refuses. */
    Mono<Void> relayAll() {
        return relayBatch()
                .expand(goOn -> goOn ? relayBatch() : Mono.empty())
                .onErrorResume(error -> {
                    log.warn("The outbox could not be relayed: {}", error.toString());
                    return Mono.empty();
                })
                .then();
    }

    /** One key group, one batch: true when it went well, false when Kafka refused, empty when nothing waits. */
    private Mono<Boolean> relayBatch() {
        return outbox.claimKeyGroup()
                .flatMap(
                        group -> outbox.waiting(group, batchSize).collectList().flatMap(batch -> publish(group, batch)))
                .as(transaction::transactional);
    }

    private Mono<Boolean> publish(int group, List<OutboxEvent> batch) {
        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        return Flux.fromIterable(bySubject(batch))
                .flatMap(this::publishInOrder, SUBJECTS_AT_ONCE)
                .doOnNext(acknowledged::add)
                .then(Mono.just(true))
                .onErrorResume(error -> {
                    log.warn(
                            "Kafka did not take {} of {} events: {}",
                            batch.size() - acknowledged.size(),
                            batch.size(),
                            error.toString());
                    return Mono.just(false);
                })
                .flatMap(went -> outbox.markPublished(group, acknowledged).thenReturn(went));
    }

    /** The next event of a subject is sent after the acknowledgement of the one before. */
    private Flux<Long> publishInOrder(List<OutboxEvent> events) {
        return Flux.fromIterable(events)
                .concatMap(event -> publisher.publish(event).thenReturn(event.sequence()));
    }

    private static Collection<List<OutboxEvent>> bySubject(List<OutboxEvent> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(OutboxEvent::subject, LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}
