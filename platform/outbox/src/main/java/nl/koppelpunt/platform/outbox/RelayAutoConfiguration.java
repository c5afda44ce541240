// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.r2dbc.spi.ConnectionFactory;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Relays the outbox to Kafka. */
@AutoConfiguration(after = {OutboxAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "koppelpunt.outbox.relay.enabled", matchIfMissing = true)
@EnableScheduling
final class RelayAutoConfiguration {

    @Bean
    static EventPublisher outboxPublisher(
            ProducerFactory<?, ?> kafka,
            OutboxProperties properties,
            @Value("${koppelpunt.oin}") String oin,
            @Value("${spring.application.name}") String service) {
        return new EventPublisher(
                URI.create("urn:nld:oin:" + oin + ":systeem:koppelpunt-" + service),
                kafka.getConfigurationProperties(),
                properties.relay().deliveryTimeout());
    }

    @Bean
    static OutboxRelay outboxRelay(
            OutboxTable outbox,
            EventPublisher publisher,
            ReactiveTransactionManager transactions,
            ConnectionFactory connections,
            OutboxProperties properties) {
        return new OutboxRelay(
                outbox,
                publisher,
                TransactionalOperator.create(transactions),
                new WakeUps(connections, properties.relay().pollInterval()),
                properties.relay().batchSize(),
                properties.relay().deliveryTimeout(),
                InstantSource.system());
    }

    @Bean
    static OutboxUpkeep outboxUpkeep(OutboxTable outbox, OutboxProperties properties) {
        return new OutboxUpkeep(outbox, properties.relay().retention());
    }

    @Bean
    static TopicSetup outboxTopics(KafkaAdmin admin, OutboxProperties properties) {
        return new TopicSetup(admin, properties.topics());
    }
}
