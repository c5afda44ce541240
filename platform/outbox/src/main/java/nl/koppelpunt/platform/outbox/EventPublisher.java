// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Sends one event to Kafka as a CloudEvent in binary mode, and completes when all in-sync replicas have it. */
final class EventPublisher implements AutoCloseable {

    private static final int QUEUE = 10_000;

    private final URI source;
    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final KafkaTemplate<String, byte[]> kafka;

    /** Kafka's client blocks for a while when it does not know the cluster: never on an event loop. */
    private final Scheduler sending = Schedulers.newBoundedElastic(1, QUEUE, "outbox-send");

    EventPublisher(URI source, Map<String, Object> kafkaSettings, Duration deliveryTimeout) {
        this.source = source;
        this.producers = new DefaultKafkaProducerFactory<>(
                settings(kafkaSettings, (int) deliveryTimeout.toMillis()),
                new StringSerializer(),
                new ByteArraySerializer());
        this.kafka = new KafkaTemplate<>(producers);
    }

    Mono<Void> publish(OutboxEvent event) {
        var message = KafkaMessageFactory.<String>createWriter(event.topic(), event.subject())
                .writeBinary(cloudEvent(event));
        String traceParent = event.traceParent();
        if (traceParent != null) {
            message.headers().add(TraceParent.HEADER, traceParent.getBytes(US_ASCII));
        }
        return Mono.fromFuture(() -> kafka.send(message)).subscribeOn(sending).then();
    }

    private CloudEvent cloudEvent(OutboxEvent event) {
        return CloudEventBuilder.v1()
                .withId(event.id().toString())
                .withSource(source)
                .withType(event.type())
                .withSubject(event.subject())
                .withTime(event.recordedAt())
                .withData("application/json", event.payload().getBytes(UTF_8))
                .build();
    }

    static Map<String, Object> settings(Map<String, Object> base, int deliveryTimeout) {
        var settings = new HashMap<>(base);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryTimeout / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryTimeout / 2);
        return settings;
    }

    @Override
    public void close() {
        sending.dispose();
        producers.destroy();
    }
}
