// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.PinEvent.PinAccepted;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.test.StepVerifier;

@SpringBootTest(
        classes = OutboxTestApplication.class,
        properties = {
            "spring.application.name=pin-service",
            "koppelpunt.oin=00000001234567890000",
            "spring.kafka.bootstrap-servers=localhost:1"
        })
@Import(PostgresTestSupport.class)
class KafkaAwayTests {

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    @DisplayName("S-117 a service starts and commits while Kafka is away")
    void serviceStartsAndCommitsWithoutKafka() {
        outbox.append(new PinAccepted(UUID.randomUUID(), "test", Instant.EPOCH))
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyComplete();
    }
}
