// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Makes the topics and their dead-letter topics that are not there yet, changes none that is, and raises the alarm about
 * settings under which an acknowledged event could be lost (S-116). A program starts while Kafka is away, so this goes on
 * trying beside it.
 */
final class TopicSetup implements MeterBinder, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);
    private static final Duration CALL_TIME_OUT = Duration.ofSeconds(10);

    private static final Set<String> NAMES =
            Set.of(Topics.PINS, Topics.ACCOUNTS, Topics.IDENTITY_LINKS, Topics.NOTIFICATIONS);

    private final KafkaAdmin kafka;
    private final OutboxProperties.Topics settings;
    private final Scheduler blocking = Schedulers.newBoundedElastic(1, 10, "outbox-topics");
    private volatile List<String> problems = List.of();

    TopicSetup(KafkaAdmin kafka, OutboxProperties.Topics settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("koppelpunt.outbox.topic.problems", this, setup -> setup.problems.size())
                .description("Settings of topics that are not as they were asked for")
                .register(registry);
    }

    @Scheduled(initialDelay = 0)
    Mono<Void> run() {
        return setUp().doOnError(error -> log.warn("Topics are not there yet: {}", error.toString()))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY_INTERVAL))
                .then();
    }

    /** Answers what is not as it should be. */
    Mono<List<String>> setUp() {
        return Mono.using(
                        () -> Admin.create(calmly(kafka.getConfigurationProperties())),
                        admin -> create(admin)
                                .then(Mono.defer(() -> check(admin)))
                                .publishOn(blocking),
                        admin -> admin.close(CALL_TIME_OUT))
                .subscribeOn(blocking)
                .doOnNext(this::tell);
    }

    // By default an admin client that finds nobody starts over at once, again and again, and says so each time.
    private static Map<String, Object> calmly(Map<String, Object> configured) {
        var settings = new HashMap<String, Object>();
        settings.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 1000);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 30_000);
        settings.putAll(configured);
        return settings;
    }

    private void tell(List<String> found) {
        found.forEach(problem -> log.error("Events are not safe in Kafka: {}", problem));
        problems = found;
    }

    private Mono<Void> create(Admin admin) {
        return Flux.fromIterable(admin.createTopics(names().map(this::topic).toList())
                        .values()
                        .values())
                .concatMap(created -> answer(created).onErrorComplete(TopicExistsException.class))
                .then();
    }

    private Mono<List<String>> check(Admin admin) {
        List<ConfigResource> topics = names().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return Mono.zip(
                answer(admin.describeTopics(names().toList()).allTopicNames()),
                answer(admin.describeConfigs(topics).all()),
                (described, configured) -> problems(described.values(), configured));
    }

    private List<String> problems(Collection<TopicDescription> described, Map<ConfigResource, Config> configured) {
        return described.stream()
                .flatMap(topic -> TopicRules.problems(topic, configuration(configured, topic.name()), settings))
                .sorted()
                .toList();
    }

    private static Config configuration(Map<ConfigResource, Config> configured, String topic) {
        return configured.getOrDefault(new ConfigResource(ConfigResource.Type.TOPIC, topic), new Config(List.of()));
    }

    private NewTopic topic(String name) {
        var topic = new NewTopic(name, settings.partitions(), settings.replicas());
        return topic.configs(TopicRules.configuration(settings));
    }

    private static Stream<String> names() {
        return NAMES.stream().flatMap(topic -> Stream.of(topic, topic + ".dlt"));
    }

    private static <T> Mono<T> answer(KafkaFuture<T> future) {
        return Mono.fromCompletionStage(future.toCompletionStage()).timeout(CALL_TIME_OUT);
    }

    @Override
    public void close() {
        blocking.dispose();
    }
}
