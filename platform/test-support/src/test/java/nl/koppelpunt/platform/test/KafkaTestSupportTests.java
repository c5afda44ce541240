// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The same for a container and the embedded broker. */
class KafkaTestSupportTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final Admin admin =
            Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaBroker.bootstrapServers()));

    @Test
    void everyTopicAndItsDeadLetterTopicAreThere() {
        assertThat(admin.listTopics().names().toCompletionStage().toCompletableFuture())
                .succeedsWithin(PATIENCE)
                .satisfies(names -> assertThat(names)
                        .contains(Topics.PINS, Topics.ACCOUNTS, Topics.IDENTITY_LINKS, Topics.NOTIFICATIONS)
                        .contains(Topics.PINS + ".dlt"));
    }

    /** As in production: a typing error in the name of a topic must not work in a test. */
    @Test
    void noTopicIsMadeByAskingForIt() {
        assertThat(admin.describeTopics(List.of("nobody-made-this"))
                        .allTopicNames()
                        .toCompletionStage()
                        .toCompletableFuture())
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
}
