// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;

@SpringBootTest(
        classes = OutboxTestApplication.class,
        properties = {"spring.application.name=pin-service", "koppelpunt.outbox.relay.enabled=false"})
@Import({PostgresTestSupport.class, KafkaTestSupport.class})
@DisplayName("S-116 topics keep what Kafka acknowledged")
@ExtendWith(OutputCaptureExtension.class)
class TopicSetupTests {

    private static final ConfigResource TOPIC =
            new ConfigResource(ConfigResource.Type.TOPIC, Topics.NOTIFICATIONS + ".dlt");

    @Autowired
    private KafkaConnectionDetails kafka;

    private Map<String, Object> broker = Map.of();

    @BeforeEach
    void findBroker() {
        broker = Map.of("bootstrap.servers", kafka.getBootstrapServers());
    }

    @AfterEach
    void topicIsAsItWas() throws Exception {
        change("unclean.leader.election.enable", "false");
        change("cleanup.policy", "delete");
        change("retention.ms", "604800000");
    }

    @Test
    void whatIsAsAskedForIsNoProblem() {
        assertThat(problems(topics(6, -1, -1)))
                .filteredOn(problem -> problem.contains("notifications.dlt"))
                .isEmpty();
    }

    @Test
    void whatCouldLoseAnEventIsNamedAndRaisesTheAlarm(CapturedOutput output) throws Exception {
        change("unclean.leader.election.enable", "true");
        change("cleanup.policy", "compact");
        change("retention.ms", "1000");
        assertThat(problems(topics(12, 3, 2)))
                .filteredOn(problem -> problem.contains("notifications.dlt"))
                .containsExactlyInAnyOrder(
                        "koppelpunt.notifications.dlt has partitions 6 and not 12",
                        "koppelpunt.notifications.dlt has replicas 1 and not 3",
                        "koppelpunt.notifications.dlt has min.insync.replicas 1 and not 2",
                        "koppelpunt.notifications.dlt has retention.ms 1000 and not 604800000",
                        "koppelpunt.notifications.dlt has cleanup.policy compact and not delete",
                        "koppelpunt.notifications.dlt has unclean.leader.election.enable true and not false");
        assertThat(output.getAll())
                .contains("Events are not safe in Kafka: koppelpunt.notifications.dlt has replicas 1 and not 3");
    }

    @Test
    void aTopicThatIsThereIsNotChanged() throws Exception {
        problems(topics(12, 3, 2));
        try (var admin = Admin.create(broker)) {
            var topic = admin.describeTopics(List.of(TOPIC.name()))
                    .allTopicNames()
                    .get(10, TimeUnit.SECONDS)
                    .get(TOPIC.name());
            assertThat(Objects.requireNonNull(topic).partitions()).hasSize(6);
        }
    }

    private List<String> problems(OutboxProperties.Topics settings) {
        try (var setup = new TopicSetup(new KafkaAdmin(broker), settings)) {
            var registry = new SimpleMeterRegistry();
            setup.bindTo(registry);
            var found = Objects.requireNonNull(setup.setUp().block(Duration.ofSeconds(30)));
            assertThat(registry.get("koppelpunt.outbox.topic.problems").gauge().value())
                    .isEqualTo(found.size());
            return found;
        }
    }

    private static OutboxProperties.Topics topics(int partitions, int replicas, int minInSyncReplicas) {
        return new OutboxProperties.Topics(partitions, (short) replicas, minInSyncReplicas, Duration.ofDays(7));
    }

    private void change(String name, String value) throws Exception {
        try (var admin = Admin.create(broker)) {
            var set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(TOPIC, List.of(set))).all().get(10, TimeUnit.SECONDS);
        }
    }
}
