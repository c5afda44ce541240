// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCheckTests {

    private HttpServer program;

    @BeforeEach
    void start() throws IOException {
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.start();
    }

    @AfterEach
    void stop() {
        program.stop(0);
    }

    @Test
    void aReadyProgramIsHealthy() throws Exception {
        answers(200);

        assertThat(check(address())).isZero();
    }

    /** Also a redirect: the page it leads to says nothing about the program. */
    @ParameterizedTest
    @ValueSource(ints = {503, 404, 302, 204})
    void anyOtherAnswerIsNotHealthy(int status) throws Exception {
        answers(status);

        assertThat(check(address())).isEqualTo(1);
    }

    @Test
    void aProgramThatDoesNotListenIsNotHealthy() throws Exception {
        var address = address();
        program.stop(0);

        assertThat(check(address)).isEqualTo(1);
    }

    @Test
    void aProgramThatHangsIsNotHealthy() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(HealthCheck.ask(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/ready")))
                    .contains("timed out");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "http://"})
    void withoutAnAddressItIsNotHealthy(String address) throws Exception {
        assertThat(address.isEmpty() ? check() : check(address)).isEqualTo(1);
    }

    private void answers(int status) {
        program.createContext("/ready", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private String address() {
        return "http://127.0.0.1:" + program.getAddress().getPort() + "/ready";
    }

    private static int check(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toString(),
                HealthCheck.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
