// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.PinEvent.PinAccepted;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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
@ExtendWith(OutputCaptureExtension.class)
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

    @Test
    @DisplayName("S-117 Kafka that is away is asked after calmly, not in a loop that fills the log")
    void absentKafkaIsAskedAfterCalmly(CapturedOutput output) {
        await().pollDelay(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(output.getAll().lines().filter(line -> line.contains("AdminClient")))
                        .hasSizeLessThan(50));
    }
}
