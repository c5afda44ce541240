// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Consumer settings that every program shares, below every other source of settings. */
final class ConsumptionDefaults implements EnvironmentPostProcessor {

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.kafka.consumer.key-deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
            "spring.kafka.consumer.value-deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
            "spring.kafka.consumer.auto-offset-reset", "earliest",
            "spring.kafka.consumer.enable-auto-commit", "false",
            // Handled one by one, also a slow hundred is done before the broker takes the consumer for dead.
            "spring.kafka.consumer.max-poll-records", "100",
            "spring.kafka.listener.ack-mode", "record",
            // The trace of the act goes on where its event is read.
            "spring.kafka.listener.observation-enabled", "true",
            // A program starts, and goes on serving, while Kafka is away or a topic is not there yet.
            "spring.kafka.listener.missing-topics-fatal", "false",
            // Another replica takes over soon after one has died: a PIN that waits is no use.
            "spring.kafka.consumer.properties.session.timeout.ms", "10000",
            // Topics are found soon after they appear.
            "spring.kafka.consumer.properties.metadata.max.age.ms", "10000");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("koppelpunt-consumption", DEFAULTS));
    }
}
