// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Whether tests use containers. The setting {@code koppelpunt.test.infrastructure} (or the environment variable
 * {@code KOPPELPUNT_TEST_INFRASTRUCTURE}) is {@code auto}, {@code embedded} or {@code containers}; with {@code auto}
 * containers are used where a Docker engine answers.
 */
final class Containers {

    private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");
    private static final boolean CHOSEN = choose();

    private Containers() {}

    static boolean chosen() {
        return CHOSEN;
    }

    /** A setting of the tests: system property first, then environment, then the default. */
    static String setting(String name, String otherwise) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
        return firstOf(System.getProperty(name), System.getenv(variable), otherwise);
    }

    private static String firstOf(@Nullable String property, @Nullable String variable, String otherwise) {
        if (property != null) {
            return property;
        }
        return variable != null ? variable : otherwise;
    }

    private static boolean choose() {
        return switch (setting("koppelpunt.test.infrastructure", "auto")) {
            case "embedded" -> false;
            case "containers" -> true;
            default -> mayAnswer() && DockerClientFactory.instance().isDockerAvailable();
        };
    }

    /** Looks before asking Testcontainers, which takes seconds to find out that there is no engine. */
    private static boolean mayAnswer() {
        if (System.getenv("DOCKER_HOST") != null) {
            return true;
        }
        try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(DOCKER_SOCKET))) {
            return socket.isConnected();
        } catch (IOException | UnsupportedOperationException absent) {
            return false;
        }
    }
}
