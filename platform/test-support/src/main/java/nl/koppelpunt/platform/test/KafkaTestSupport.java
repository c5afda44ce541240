// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Import this to run a test on a real Kafka broker, one for the JVM. Topics and what other contexts left in them stay:
 * look for your own ids.
 */
@TestConfiguration(proxyBeanMethods = false)
public class KafkaTestSupport {

    @Bean
    KafkaConnectionDetails kafkaConnectionDetails() {
        return KafkaBroker::bootstrapServers;
    }
}
