// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code up} says before it starts anything. */
class StartScriptTests {

    /** Of ports that no other test of this module uses. */
    private static final int OFFSET = 3200;

    @TempDir
    private Path folder;

    private Scripts scripts;

    @BeforeEach
    void scripts() {
        scripts = new Scripts(folder);
    }

    @Test
    void tooLittleDiskForTheDataIsOneLine() throws Exception {
        var data = folder.resolve("data");
        diskWithFree(100);

        var answer = up(Map.of("KOPPELPUNT_DATA", data.toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).isEqualTo("Koppelpunt needs 2 GB of free disk; " + data + " has 100 MB.");
    }

    @Test
    void aSecondStartIsRefused() throws Exception {
        var run = Files.createDirectories(folder.resolve("data/run"));
        var launcher = new ProcessBuilder(
                        "bash", "-c", "exec -a 'java nl.koppelpunt.local.LocalStack up' tail -f /dev/null")
                .start();
        try {
            Files.writeString(run.resolve("launcher.pid"), launcher.pid() + " unknown");
            diskWithFree(1);

            assertThat(Polling.until(Duration.ofSeconds(10), () -> upSays().contains("already runs")))
                    .isTrue();
        } finally {
            launcher.destroyForcibly();
        }
    }

    @Test
    void aSecondStartWhileTheFirstStillBuildsIsRefused() throws Exception {
        var checkout = scripts.checkout();
        scripts.program("node", "echo v22.0.0");
        Scripts.executable(checkout.resolve("mvnw"), "exec \"$SECOND_UP\"");
        Scripts.executable(folder.resolve("second"), "bash \"" + checkout.resolve("deploy/local/up") + "\"; exit 1");

        var answer = scripts.run(
                checkout.resolve("deploy/local/up"),
                Map.of("SECOND_UP", folder.resolve("second").toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .containsPattern("The stack is being started already, by process \\d+\\.")
                .endsWith("The build failed; what it said is above.");
        assertThat(checkout.resolve("deploy/local/.data/run/starting")).doesNotExist();
    }

    @Test
    void aStartThatWasKilledDoesNotStandInTheWay() throws Exception {
        var checkout = scripts.checkout();
        var run = Files.createDirectories(checkout.resolve("deploy/local/.data/run"));
        Files.writeString(run.resolve("starting"), ProcessHandle.current().pid() + "\n");
        scripts.program("node", "echo v22.0.0");
        Scripts.executable(checkout.resolve("mvnw"), "exit 1");

        var answer = scripts.run(checkout.resolve("deploy/local/up"), Map.of());

        assertThat(answer.text()).endsWith("The build failed; what it said is above.");
    }

    @Test
    void aNumberInUseAgainByAnotherProgramIsNoRunningStack() throws Exception {
        var run = Files.createDirectories(folder.resolve("data/run"));
        Files.writeString(run.resolve("launcher.pid"), ProcessHandle.current().pid() + " unknown");
        diskWithFree(1);

        var answer = up(Map.of("KOPPELPUNT_DATA", folder.resolve("data").toString()));

        assertThat(answer.text()).contains("2 GB of free disk").doesNotContain("already runs");
    }

    @Test
    void dataThatCannotBeWrittenIsOneLine() throws Exception {
        var noFolder = Files.writeString(folder.resolve("file"), "");

        var answer = up(Map.of("KOPPELPUNT_DATA", noFolder.resolve("data").toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .isEqualTo("Koppelpunt cannot write to " + noFolder.resolve("data")
                        + "; KOPPELPUNT_DATA names another folder.");
    }

    @Test
    void anUnknownOptionIsOneLine() throws Exception {
        var answer = up(Map.of("KOPPELPUNT_DATA", folder.toString()), "--fast");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).startsWith("Usage: up").doesNotContain("\n");
    }

    @Test
    void aMissingJdk25IsOneLine() throws Exception {
        scripts.program("grep", "exit 1");

        var answer = up(Map.of("KOPPELPUNT_DATA", folder.resolve("data").toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .isEqualTo(
                        "Koppelpunt needs a JDK 25 (for example Eclipse Temurin 25): install one, or set JAVA_HOME to"
                                + " it.");
    }

    @Test
    void anOldNodeIsOneLine() throws Exception {
        scripts.program("node", "echo v18.20.4");

        var answer = scripts.run(scripts.checkout().resolve("deploy/local/up"), Map.of());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).isEqualTo("Building the pages needs Node.js 20 or newer (node and npm on the PATH).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--detach", "--clean"})
    void aTakenPortIsOneLineAndNothingIsLeftRunning(String option) throws Exception {
        var checkout = scripts.builtCheckout();
        var port = new Ports(OFFSET).smtp();
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var answer =
                    scripts.run(checkout.resolve("deploy/local/up"), Map.of(), option, "--port-offset", "" + OFFSET);

            assertThat(answer)
                    .isEqualTo(new Scripts.Answer(
                            1, "Port " + port + " (SMTP) is taken; free it or use --port-offset N."));
            assertThat(checkout.resolve("deploy/local/.data/run/launcher.pid")).doesNotExist();
        }
    }

    @Test
    void aFailureThatNobodyForesawIsOneLineAndItsTraceIsKept() throws Exception {
        var checkout = scripts.builtCheckout();
        var data = Files.createDirectories(checkout.resolve("deploy/local/.data"));
        var keys = Files.writeString(data.resolve("keys"), "no folder");

        var answer = scripts.run(checkout.resolve("deploy/local/up"), Map.of(), "--port-offset", "" + OFFSET);

        var trace = data.resolve("logs/launcher-failure.log");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .startsWith("The local stack failed: ")
                .contains(keys.toString())
                .endsWith("See " + trace)
                .doesNotContain("\n");
        assertThat(trace).content().contains("\tat nl.koppelpunt.local.");
    }

    @Test
    void downForgetsWhatDoesNotRunAnyMore() throws Exception {
        var checkout = scripts.builtCheckout();
        var data = Files.createDirectories(checkout.resolve("deploy/local/.data"));
        var run = Files.createDirectories(data.resolve("run"));
        Scripts.installLauncher(data);
        Files.writeString(run.resolve("launcher.pid"), ProcessHandle.current().pid() + " 2020-01-01T00:00:00Z");
        Files.writeString(run.resolve("ready"), "2020-01-01T00:00:00Z");

        var answer = scripts.run(checkout.resolve("deploy/local/down"), Map.of());

        assertThat(answer).isEqualTo(new Scripts.Answer(0, "Nothing runs."));
        assertThat(run).isEmptyDirectory();
    }

    private String upSays() {
        try {
            return up(Map.of("KOPPELPUNT_DATA", folder.resolve("data").toString()))
                    .text();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Scripts.Answer up(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        return scripts.run(Path.of("up").toAbsolutePath(), environment, options);
    }

    /** What {@code df} tells, in megabytes; also what keeps {@code up} from starting anything. */
    private void diskWithFree(int megabytes) throws IOException {
        scripts.program("df", """
            echo 'Filesystem 1024-blocks Used Available Capacity Mounted'
            echo 'disk 9 9 %d 9%% /'
            """.formatted(megabytes * 1024));
    }
}
