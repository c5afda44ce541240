// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** What a topic must be like so that Kafka keeps what it acknowledged. */
final class TopicRules {

    private TopicRules() {}

    /** What is set when a topic is made. */
    static Map<String, String> configuration(OutboxProperties.Topics settings) {
        Map<String, String> configuration = new HashMap<>(Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(settings.retention().toMillis()),
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false"));
        if (settings.minInSyncReplicas() > 0) {
            configuration.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.minInSyncReplicas()));
        }
        return configuration;
    }

    static Stream<String> problems(TopicDescription topic, Config configured, OutboxProperties.Topics settings) {
        int replicas = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return Stream.of(
                        atLeast("partitions", topic.partitions().size(), settings.partitions()),
                        atLeast("replicas", replicas, settings.replicas()),
                        atLeast(configured, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, settings.minInSyncReplicas()),
                        retained(configured, settings.retention().toMillis()),
                        exactly(configured, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                        exactly(configured, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"))
                .filter(problem -> !problem.isEmpty())
                .map(problem -> topic.name() + " " + problem);
    }

    private static String retained(Config configured, long wanted) {
        String value = value(configured, TopicConfig.RETENTION_MS_CONFIG);
        boolean forEver = "-1".equals(value);
        return forEver ? "" : atLeast(configured, TopicConfig.RETENTION_MS_CONFIG, wanted);
    }

    private static String atLeast(Config configured, String name, long wanted) {
        String value = value(configured, name);
        return value == null ? "" : atLeast(name, Long.parseLong(value), wanted);
    }

    private static String atLeast(String name, long is, long wanted) {
        return is >= wanted ? "" : "has " + name + " " + is + " and not " + wanted;
    }

    private static String exactly(Config configured, String name, String wanted) {
        String value = value(configured, name);
        return value == null || value.equals(wanted) ? "" : "has " + name + " " + value + " and not " + wanted;
    }

    private static @Nullable String value(Config configured, String name) {
        ConfigEntry entry = configured.get(name);
        return entry == null ? null : entry.value();
    }
}
