// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * One bad record costs its partition a bounded time and is then kept on {@code <topic>.dlt}. While the database is away all
 * records wait, for as long as it takes: they are no worse than they were.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(ConsumptionProperties.class)
class ConsumptionAutoConfiguration {

    private static final Duration MAX_PAUSE_IN_AN_OUTAGE = Duration.ofSeconds(10);

    @Bean
    EventReader eventReader(JsonMapper json) {
        return new EventReader(json);
    }

    /** Boot hands this bean to every listener container. */
    @Bean
    CommonErrorHandler deadLetters(
            KafkaConnectionDetails kafka, ConsumptionProperties properties, ObjectProvider<MeterRegistry> registry) {
        var backOff = new ExponentialBackOff(properties.firstBackOff().toMillis(), 2);
        backOff.setMaxAttempts(properties.retries());
        backOff.setMaxInterval(30_000);
        var recoverer = new DeadLetterPublishingRecoverer(
                new KafkaTemplate<>(new DefaultKafkaProducerFactory<String, byte[]>(producer(kafka))),
                (record, _) -> new TopicPartition(record.topic() + ".dlt", -1));
        var handler = new DefaultErrorHandler(
                new DeadLetters(recoverer, registry.getIfAvailable(SimpleMeterRegistry::new)), backOff);
        var outage = new ExponentialBackOff(properties.firstBackOff().toMillis(), 2);
        outage.setMaxInterval(MAX_PAUSE_IN_AN_OUTAGE.toMillis());
        handler.setBackOffFunction((record, failure) -> Outages.isOutage(failure) ? outage : null);
        return handler;
    }

    @Bean
    @ConditionalOnBooleanProperty("koppelpunt.consumption.replay-dead-letters")
    ReplayCommand replayCommand(
            ConsumerFactory<String, byte[]> consumers,
            List<ReplayableListener> listeners,
            ConfigurableApplicationContext program,
            @Value("${spring.application.name}") String group) {
        var blocking = Schedulers.newBoundedElastic(1, 100, "replay");
        return new ReplayCommand(new DeadLetterReplay(consumers, group, blocking), listeners, program);
    }

    private static Map<String, Object> producer(KafkaConnectionDetails kafka) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getProducer().getBootstrapServers());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return settings;
    }
}
