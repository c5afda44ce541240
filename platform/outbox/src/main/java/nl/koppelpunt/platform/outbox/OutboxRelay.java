// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
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
    /** One partition may be without a leader; after so many that sent nothing it is Kafka that is away. */
    private static final int FRUITLESS_BATCHES = 3;

    private final OutboxTable outbox;
    private final EventPublisher publisher;
    private final TransactionalOperator transaction;
    private final WakeUps wakeUps;
    private final int batchSize;
    private final Duration sendingTime;
    private final InstantSource clock;

    OutboxRelay(
            OutboxTable outbox,
            EventPublisher publisher,
            TransactionalOperator transaction,
            WakeUps wakeUps,
            int batchSize,
            Duration sendingTime,
            InstantSource clock) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.transaction = transaction;
        this.wakeUps = wakeUps;
        this.batchSize = batchSize;
        this.sendingTime = sendingTime;
        this.clock = clock;
    }

    /** Runs as long as the program: a task without period is subscribed to once, and cancelled at shut-down. */
    @Scheduled(initialDelay = 0)
    Mono<Void> run() {
        return wakeUps.signals().concatMap(_ -> relayAll(), 1).then();
    }

    /** Relays batch after batch until nothing waits, or Kafka is away. A group that Kafka refused waits for the next time. */
    Mono<Void> relayAll() {
        return Mono.defer(() -> relayBatch(new Round()))
                .expand(round -> round.mayGoOn() ? relayBatch(round) : Mono.empty())
                .onErrorResume(error -> {
                    log.warn("The outbox could not be relayed: {}", error.toString());
                    return Mono.empty();
                })
                .then();
    }

    /** One key group, one batch: what the round has come to, or empty when nothing waits. */
    private Mono<Round> relayBatch(Round round) {
        return outbox.claimKeyGroup(round.refused)
                .flatMap(group ->
                        outbox.waiting(group, batchSize).collectList().flatMap(batch -> publish(group, batch, round)))
                .as(transaction::transactional);
    }

    private Mono<Round> publish(int group, List<OutboxEvent> batch, Round round) {
        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        var until = clock.instant().plus(sendingTime);
        return Flux.fromIterable(bySubject(batch))
                .flatMap(events -> publishInOrder(events, until), SUBJECTS_AT_ONCE)
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
                .flatMap(went -> outbox.markPublished(group, acknowledged)
                        .thenReturn(went ? round : round.after(group, acknowledged.isEmpty())));
    }

    /**
     * The next event of a subject is sent after the acknowledgement of the one before. Once it is late no other is begun:
     * the database ends a transaction that it hears nothing of for long.
     */
    private Flux<Long> publishInOrder(List<OutboxEvent> events, Instant until) {
        return Flux.fromIterable(events)
                .concatMap(event -> clock.instant().isBefore(until)
                        ? publisher.publish(event).thenReturn(event.sequence())
                        : Mono.empty());
    }

    private static Collection<List<OutboxEvent>> bySubject(List<OutboxEvent> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(OutboxEvent::subject, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** What one look at the outbox has met with: the batches are one after the other. */
    private static final class Round {

        private final Set<Integer> refused = new HashSet<>();
        private int fruitless;

        private Round after(int group, boolean nothingWent) {
            refused.add(group);
            fruitless += nothingWent ? 1 : 0;
            return this;
        }

        private boolean mayGoOn() {
            return fruitless < FRUITLESS_BATCHES;
        }
    }
}
