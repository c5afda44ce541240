// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nl.koppelpunt.event.Topics;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Starts a PostgreSQL that keeps its promises after a power cut, a Kafka broker, and the relay in a process of its own.
 * Arguments: events, rounds, then what to put before the relay's java, such as {@code taskset -c 0}.
 */
final class Drain {

    private static final int PARTITIONS = 6;

    private Drain() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        var broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS, Topics.PINS);
        try (var postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            createOutbox(postgres);
            broker.afterPropertiesSet();
            Process relay = new ProcessBuilder(command(args, postgres, broker.getBrokersAsString()))
                    .inheritIO()
                    .start();
            if (relay.waitFor() != 0) {
                throw new IllegalStateException("The relay failed");
            }
        } finally {
            broker.destroy();
        }
    }

    private static void createOutbox(EmbeddedPostgres postgres) throws IOException, SQLException {
        try (var script = Objects.requireNonNull(
                        OutboxTable.class.getResourceAsStream("/db/migration/V0_1__create_outbox.sql"), "outbox");
                var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> command(String[] args, EmbeddedPostgres postgres, String kafka) {
        var command = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=1",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DrainRelay.class.getName(),
                "r2dbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "postgres",
                "postgres",
                kafka,
                args[0],
                args[1]));
        return command;
    }
}
