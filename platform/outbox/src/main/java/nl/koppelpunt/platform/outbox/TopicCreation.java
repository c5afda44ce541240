// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.time.Duration;
import java.util.stream.Stream;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Makes the topics and their dead-letter topics that are not there yet. A program starts while Kafka is away, so this
 * goes on trying beside it.
 */
final class TopicCreation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

    private final KafkaAdmin admin;
    private final OutboxProperties.Topics settings;
    private final Scheduler blocking = Schedulers.newBoundedElastic(1, 1, "outbox-topics");

    TopicCreation(KafkaAdmin admin, OutboxProperties.Topics settings) {
        this.admin = admin;
        this.settings = settings;
    }

    @Scheduled(initialDelay = 0)
    Mono<Void> create() {
        return Mono.<Void>fromRunnable(() -> admin.createOrModifyTopics(topics()))
                .subscribeOn(blocking)
                .doOnError(error -> log.warn("Topics are not there yet: {}", error.toString()))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY_INTERVAL));
    }

    private NewTopic[] topics() {
        return Stream.of(Topics.PINS, Topics.ACCOUNTS, Topics.IDENTITY_LINKS, Topics.NOTIFICATIONS)
                .flatMap(topic -> Stream.of(topic, topic + ".dlt"))
                .map(this::topic)
                .toArray(NewTopic[]::new);
    }

    private NewTopic topic(String name) {
        return TopicBuilder.name(name)
                .partitions(settings.partitions())
                .replicas(settings.replicas())
                .config("retention.ms", Long.toString(settings.retention().toMillis()))
                .build();
    }

    @Override
    public void close() {
        blocking.dispose();
    }
}
