// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTests {

    @Test
    void topicsSurviveARestart(@TempDir Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Process first = start(directory, port);
        try (Admin admin = admin(port)) {
            assertThat(admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(60));
        } finally {
            stop(first);
        }

        Process second = start(directory, port);
        try (Admin admin = admin(port)) {
            assertThat(admin.listTopics().names().toCompletionStage().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(60))
                    .isEqualTo(Set.of("kept"));
        } finally {
            stop(second);
        }
    }

    private static Process start(Path directory, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalKafka.class.getName(),
                        directory.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("kafka.log").toFile())
                .start();
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
    }

    private static Admin admin(int port) {
        return Admin.create(Map.of(
                "bootstrap.servers",
                "localhost:" + port,
                "default.api.timeout.ms",
                "60000",
                // While the broker starts, the default looks for it in a loop.
                "metadata.recovery.strategy",
                "none"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
