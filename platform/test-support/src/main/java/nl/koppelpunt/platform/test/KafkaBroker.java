// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;

/** The one Kafka broker of this JVM: a container where Docker answers, else embedded. */
final class KafkaBroker {

    private static final int PARTITIONS = 6;

    /** The same for both, so that a test sees no difference. */
    private static final Map<String, String> SETTINGS = Map.of(
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1");

    private KafkaBroker() {}

    static List<String> bootstrapServers() {
        return List.of(Holder.BOOTSTRAP_SERVERS.split(","));
    }

    private static String start() {
        String bootstrapServers = Containers.chosen() ? container() : embedded();
        createTopics(bootstrapServers);
        return bootstrapServers;
    }

    /** Made before the first test, so that no consumer waits for a topic to appear. */
    private static void createTopics(String bootstrapServers) {
        List<NewTopic> topics = Stream.of(Topics.PINS, Topics.ACCOUNTS, Topics.IDENTITY_LINKS, Topics.NOTIFICATIONS)
                .flatMap(topic -> Stream.of(topic, topic + ".dlt"))
                .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The topics of the tests cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
    private static String container() {
        var container = new KafkaContainer(ContainerImage.KAFKA.chosen());
        SETTINGS.forEach((name, value) ->
                container.addEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        container.start();
        return container.getBootstrapServers();
    }

    private static String embedded() {
        var broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
        broker.brokerProperties(SETTINGS);
        broker.afterPropertiesSet();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy, "kafka-broker-stop"));
        return broker.getBrokersAsString();
    }

    private static final class Holder {
        static final String BOOTSTRAP_SERVERS = start();
    }
}
