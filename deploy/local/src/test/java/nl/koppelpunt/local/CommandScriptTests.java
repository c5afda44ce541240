// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.koppelpunt.local.ProcessState.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code status}, {@code logs} and {@code restart} say, run as a person runs them. */
class CommandScriptTests {

    private static final ProcessState GATEWAY =
            new ProcessState("gateway", Condition.HEALTHY, 4711L, Instant.EPOCH, 2, List.of(8580, 9580));
    private static final ProcessState DOWN =
            new ProcessState("pin-service", Condition.DOWN, null, null, 5, List.of(8583, 9583));

    @TempDir
    private Path folder;

    private Scripts scripts;
    private Path checkout;
    private Layout layout;

    @BeforeEach
    void checkout() throws IOException {
        scripts = new Scripts(folder);
        checkout = scripts.builtCheckout();
        layout = new Layout(checkout.resolve("deploy/local/.data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "logs", "restart"})
    void beforeTheFirstStartEveryCommandSaysSoInOneLine(String command) throws Exception {
        var answer = command.equals("restart") ? run(command, "gateway") : run(command);

        assertThat(answer).isEqualTo(new Scripts.Answer(1, "Nothing runs; deploy/local/up starts the stack."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "restart"})
    void aWrongNumberOfArgumentsIsOneLine(String command) throws Exception {
        var answer = run(command, "gateway", "pin-service");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).startsWith("Usage: " + command).doesNotContain("\n");
    }

    @Test
    void aStackThatWasStoppedIsNoHealthyStack() throws Exception {
        startedOnce();

        assertThat(run("status")).isEqualTo(new Scripts.Answer(1, ControlClient.NOTHING_RUNS));
        assertThat(run("restart", "gateway")).isEqualTo(new Scripts.Answer(1, ControlClient.NOTHING_RUNS));
    }

    @Test
    void whatAKilledLauncherLeftRunningIsSaid() throws Exception {
        startedOnce();
        try (var left = new ChildProcess("gateway", List.of("sleep", "60"), Map.of(), layout, () -> true)) {
            left.start();

            assertThat(run("status"))
                    .isEqualTo(new Scripts.Answer(
                            1, "The launcher was killed and left programs running; deploy/local/down stops them."));
        }
    }

    @Test
    void everyProcessIsShownAndAllHealthyIsCodeZero() throws Exception {
        try (var _ = running(List.of(GATEWAY), new ArrayList<>())) {
            var answer = run("status");

            assertThat(answer.code()).isZero();
            assertThat(answer.text().lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .matches("gateway +healthy +4711 +\\S+ \\S+ +\\d+h \\d+m +2 +8580, 9580");
        }
    }

    @Test
    void oneProcessThatIsDownIsCodeOne() throws Exception {
        try (var _ = running(List.of(GATEWAY, DOWN), new ArrayList<>())) {
            var answer = run("status");

            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.text()).containsPattern("pin-service +down +- +- +- +5 +8583, 9583");
        }
    }

    @Test
    void aRestartIsAskedOfTheRunningLauncher() throws Exception {
        var asked = new ArrayList<String>();
        try (var _ = running(List.of(GATEWAY), asked)) {
            assertThat(run("restart", "gateway")).isEqualTo(new Scripts.Answer(0, "gateway is healthy again"));
            assertThat(asked).containsExactly("gateway");
        }
    }

    @Test
    void aProgramWhoseSourcesChangedIsBuiltFirstAndAlone() throws Exception {
        var source =
                Files.createDirectories(checkout.resolve("gateway/src/main")).resolve("Changed.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        scripts.program("node", "echo v22.0.0");
        Scripts.executable(checkout.resolve("mvnw"), "echo \"built $*\"");
        try (var _ = running(List.of(GATEWAY), new ArrayList<>())) {
            assertThat(run("restart", "gateway").text())
                    .contains("built ", "-pl gateway -am package")
                    .endsWith("gateway is healthy again");
        }
    }

    @Test
    void aBuildThatFailsStopsNothing() throws Exception {
        Files.delete(checkout.resolve("gateway/target/program-exec.jar"));
        scripts.program("node", "echo v22.0.0");
        Scripts.executable(checkout.resolve("mvnw"), "exit 1");
        var asked = new ArrayList<String>();
        try (var _ = running(List.of(GATEWAY), asked)) {
            var answer = run("restart", "gateway");

            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.text()).endsWith("The build failed; what it said is above.");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aNameThatNoServiceHasListsTheOnesThereAre() throws Exception {
        startedOnce();

        for (var command : List.of("logs", "restart")) {
            var answer = run(command, "gatway");
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.text())
                    .startsWith("There is no service \"gatway\"; there are account-service, broker-simulator, gateway,")
                    .doesNotContain("\n");
        }
    }

    @Test
    void logsAreReadable() throws Exception {
        startedOnce();
        Files.writeString(layout.log("gateway"), """
            {"@timestamp":"2026-11-01T10:00:00Z","log":{"level":"INFO","logger":"nl.koppelpunt.A"},"message":"one"}
            {"@timestamp":"2026-11-01T10:00:01Z","log":{"level":"WARN","logger":"nl.koppelpunt.A"},"message":"two"}
            """);

        assertThat(run("logs", "gateway", "--lines", "1").text()).matches("\\d\\d:\\d\\d:01\\.000 WARN  n\\.k\\.A two");
        assertThat(run("logs", "gateway", "--json").text())
                .startsWith("{\"@timestamp\"")
                .contains("one", "two");
        assertThat(run("logs").text()).contains("gateway", "postgresql", "kafka", "launcher", "start-caches");
        assertThat(run("logs", "start-caches")).isEqualTo(new Scripts.Answer(1, "No start caches were made yet."));
        assertThat(run("logs", "gateway", "--lines", "-1"))
                .isEqualTo(new Scripts.Answer(1, "--lines needs a number from 0 to 1000000."));
    }

    @ParameterizedTest
    @CsvSource({"up, --help", "up, -h", "down, --help", "status, --help", "logs, --help", "restart, --help"})
    void everyCommandTellsHowItIsUsed(String script, String question) throws Exception {
        var answer = run(script, question);

        assertThat(answer.text()).startsWith("Usage: " + script).doesNotContain("\n");
        assertThat(answer.code()).isZero();
    }

    private void startedOnce() throws IOException {
        layout.create();
        Scripts.installLauncher(layout.data());
    }

    /** A launcher that answers; what it starts anew is only written down. */
    private ControlServer running(List<ProcessState> states, List<String> asked) throws IOException {
        startedOnce();
        new PidFile(layout.launcherPidFile()).write(ProcessHandle.current());
        var server = new ControlServer(layout.controlFile(), "token", () -> states, name -> {
            asked.add(name);
            return name + " is healthy again";
        });
        server.start();
        return server;
    }

    private Scripts.Answer run(String script, String... options) throws IOException, InterruptedException {
        return scripts.run(checkout.resolve("deploy/local").resolve(script), Map.of(), options);
    }
}
