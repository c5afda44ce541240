// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gateway as it is packaged, before identity-link-service and nothing else. */
final class RunningGateway implements AutoCloseable {

    private static final String MEMORY = "-Xmx256m";
    private static final int KEY_BYTES = 32;

    private final int port;
    private final PackagedProgram program;

    RunningGateway(Path folder, int port, int linkServicePort) {
        this.port = port;
        this.program = PackagedProgram.start("gateway", folder, MEMORY, settings(folder, linkServicePort));
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(this::listens);
    }

    int port() {
        return port;
    }

    RunningMemory memory() {
        return program.memory();
    }

    boolean isAlive() {
        return program.isAlive();
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private Map<String, String> settings(Path folder, int linkServicePort) {
        var prefix = "koppelpunt.gateway.";
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.port", String.valueOf(port));
        settings.put("management.server.port", "-1");
        settings.put("spring.kafka.bootstrap-servers", "localhost:1");
        settings.put("spring.kafka.listener.auto-startup", "false");
        settings.put(prefix + "identity-link-url", "http://localhost:" + linkServicePort);
        settings.put(prefix + "account-url", "http://localhost:1");
        settings.put(prefix + "pin-url", "http://localhost:1");
        settings.put(prefix + "notification-url", "http://localhost:1");
        settings.put(prefix + "public-origin", "https://portaal.example");
        settings.put(prefix + "csrf-key-file", key(folder.resolve("csrf.key")));
        settings.put(prefix + "source-key-file", key(folder.resolve("source.key")));
        return settings;
    }

    private static String key(Path file) {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            return Files.write(file, bytes).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
