// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Handles the dead letters of this program once more, and those of no other: a fact goes to the listener that failed, not
 * back on its topic, where newer facts have passed it. What is handled is not handled again; what fails again stays, with
 * what comes after it in its partition.
 */
final class DeadLetterReplay {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterReplay.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String DEAD_LETTER = ".dlt";
    private static final String DEAD_LETTER_HEADERS = "kafka_dlt-";

    private final ConsumerFactory<String, byte[]> consumers;
    private final String group;
    private final Scheduler blocking;

    DeadLetterReplay(ConsumerFactory<String, byte[]> consumers, String group, Scheduler blocking) {
        this.consumers = consumers;
        this.group = group;
        this.blocking = blocking;
    }

    /** Answers what was handled and what failed again. */
    Mono<Result> replay(List<ReplayableListener> listeners) {
        return Flux.fromIterable(listeners)
                .concatMap(listener -> Mono.using(
                        () -> consumers.createConsumer(group + "-replay", ""),
                        consumer -> Run.of(consumer, listener.topics()).flatMap(run -> all(run, listener)),
                        Consumer::close))
                .subscribeOn(blocking)
                .reduce(Result.NONE, Result::plus)
                .doOnNext(result ->
                        log.info("Dead letters handled: {}, failed again: {}", result.handled(), result.failed()));
    }

    private Mono<Result> all(Run run, ReplayableListener listener) {
        return Mono.fromCallable(() -> run.consumer().poll(POLL))
                .subscribeOn(blocking)
                .flatMap(letters -> Flux.fromIterable(letters)
                        .concatMap(letter -> one(run, letter, listener))
                        .reduce(Result.NONE, Result::plus))
                .publishOn(blocking)
                .repeat(() -> !run.isOver())
                .reduce(Result.NONE, Result::plus);
    }

    private Mono<Result> one(Run run, ConsumerRecord<String, byte[]> letter, ReplayableListener listener) {
        if (!group.equals(text(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP))) {
            return Mono.fromCallable(() -> run.done(letter, Result.NONE)).subscribeOn(blocking);
        }
        return Mono.defer(() -> listener.on(original(letter)))
                .timeout(Handling.TIME_OUT)
                .then(Mono.fromCallable(() -> run.done(letter, Result.HANDLED)).subscribeOn(blocking))
                .onErrorResume(failure -> {
                    log.error(
                            "A dead letter of {} failed again: {}",
                            letter.topic(),
                            failure.getClass().getName());
                    return Mono.fromCallable(() -> run.failed(letter));
                });
    }

    /** The record as it was read first. */
    private static ConsumerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> letter) {
        String topic = letter.topic().substring(0, letter.topic().length() - DEAD_LETTER.length());
        var fact = new ConsumerRecord<>(topic, letter.partition(), letter.offset(), letter.key(), letter.value());
        StreamSupport.stream(letter.headers().spliterator(), false)
                .filter(header -> !header.key().startsWith(DEAD_LETTER_HEADERS))
                .forEach(header -> fact.headers().add(header));
        return fact;
    }

    private static String text(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    record Result(int handled, int failed) {

        static final Result NONE = new Result(0, 0);
        static final Result HANDLED = new Result(1, 0);
        static final Result FAILED = new Result(0, 1);

        Result plus(Result other) {
            return new Result(handled + other.handled, failed + other.failed);
        }
    }

    /** One pass over the dead letters that are there now; partitions with a failure are read on but not committed. */
    private record Run(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> end, Set<TopicPartition> stuck) {

        static Mono<Run> of(Consumer<String, byte[]> consumer, Collection<String> topics) {
            return Mono.fromCallable(() -> {
                var partitions = topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic + DEAD_LETTER).stream())
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                return new Run(consumer, consumer.endOffsets(partitions), new HashSet<>());
            });
        }

        boolean isOver() {
            return end.entrySet().stream().allMatch(each -> consumer.position(each.getKey()) >= each.getValue());
        }

        Result done(ConsumerRecord<?, ?> letter, Result result) {
            var partition = new TopicPartition(letter.topic(), letter.partition());
            if (!stuck.contains(partition)) {
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(letter.offset() + 1)));
            }
            return result;
        }

        Result failed(ConsumerRecord<?, ?> letter) {
            stuck.add(new TopicPartition(letter.topic(), letter.partition()));
            return Result.FAILED;
        }
    }
}
