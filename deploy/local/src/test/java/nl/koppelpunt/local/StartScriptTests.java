// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
        program("grep", "exit 1");

        var answer = up(Map.of("KOPPELPUNT_DATA", folder.resolve("data").toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .isEqualTo(
                        "Koppelpunt needs a JDK 25 (for example Eclipse Temurin 25): install one, or set JAVA_HOME to"
                                + " it.");
    }

    @Test
    void anOldNodeIsOneLine() throws Exception {
        program("node", "echo v18.20.4");

        var answer = run(checkout().resolve("deploy/local/up"), Map.of());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).isEqualTo("Building the pages needs Node.js 20 or newer (node and npm on the PATH).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--detach", "--clean"})
    void aTakenPortIsOneLineAndNothingIsLeftRunning(String option) throws Exception {
        var checkout = builtCheckout();
        var port = new Ports(OFFSET).smtp();
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var answer = run(checkout.resolve("deploy/local/up"), Map.of(), option, "--port-offset", "" + OFFSET);

            assertThat(answer)
                    .isEqualTo(new Answer(1, "Port " + port + " (SMTP) is taken; free it or use --port-offset N."));
            assertThat(checkout.resolve("deploy/local/.data/run/launcher.pid")).doesNotExist();
        }
    }

    @Test
    void aFailureThatNobodyForesawIsOneLineAndItsTraceIsKept() throws Exception {
        var checkout = builtCheckout();
        var data = Files.createDirectories(checkout.resolve("deploy/local/.data"));
        var keys = Files.writeString(data.resolve("keys"), "no folder");

        var answer = run(checkout.resolve("deploy/local/up"), Map.of(), "--port-offset", "" + OFFSET);

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
        var checkout = builtCheckout();
        var data = Files.createDirectories(checkout.resolve("deploy/local/.data"));
        var run = Files.createDirectories(data.resolve("run"));
        var classpath = Files.createDirectories(data.resolve("apps/launcher")).resolve("classpath");
        Files.writeString(classpath, System.getProperty("java.class.path"));
        Files.writeString(run.resolve("launcher.pid"), ProcessHandle.current().pid() + " 2020-01-01T00:00:00Z");
        Files.writeString(run.resolve("ready"), "2020-01-01T00:00:00Z");

        var answer = run(checkout.resolve("deploy/local/down"), Map.of());

        assertThat(answer).isEqualTo(new Answer(0, "Nothing runs."));
        assertThat(run).isEmptyDirectory();
    }

    /** A folder with the real scripts and nothing built yet. */
    private Path checkout() throws IOException {
        var scripts = Files.createDirectories(folder.resolve("checkout/deploy/local"));
        for (var script : List.of("up", "down", "common.sh")) {
            Files.copy(Path.of(script), scripts.resolve(script));
        }
        return folder.resolve("checkout");
    }

    /** A folder in which nothing has to be built, and whose launcher is the one under test. */
    private Path builtCheckout() throws IOException {
        var checkout = checkout();
        for (var program : Program.values()) {
            Files.writeString(
                    Files.createDirectories(program.targetFolder(checkout)).resolve("program-exec.jar"), "");
        }
        var own = Files.createDirectories(checkout.resolve("deploy/local/target"));
        Files.writeString(own.resolve("local-test.jar"), "");
        Files.writeString(own.resolve("classpath"), System.getProperty("java.class.path"));
        return checkout;
    }

    private String upSays() {
        try {
            return up(Map.of("KOPPELPUNT_DATA", folder.resolve("data").toString()))
                    .text();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer up(Map<String, String> environment, String... options) throws IOException, InterruptedException {
        return run(Path.of("up").toAbsolutePath(), environment, options);
    }

    private Answer run(Path script, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var command = new ProcessBuilder("bash", script.toString());
        command.command().addAll(List.of(options));
        command.environment().putAll(environment);
        command.environment().compute("PATH", (_, path) -> folder + ":" + path);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var running = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(running.exitValue(), Files.readString(output).strip());
    }

    /** What {@code df} tells, in megabytes; also what keeps {@code up} from starting anything. */
    private void diskWithFree(int megabytes) throws IOException {
        program("df", """
                echo 'Filesystem 1024-blocks Used Available Capacity Mounted'
                echo 'disk 9 9 %d 9%% /'
                """.formatted(megabytes * 1024));
    }

    /** Comes before the machine's own program of that name. */
    private void program(String name, String lines) throws IOException {
        var program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private record Answer(int code, String text) {}
}
