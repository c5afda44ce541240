// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} says before it starts anything. */
class StartScriptTests {

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

    private String upSays() {
        try {
            return up(Map.of("KOPPELPUNT_DATA", folder.resolve("data").toString()))
                    .text();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer up(Map<String, String> environment, String... options) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var command = new ProcessBuilder("bash", Path.of("up").toAbsolutePath().toString());
        command.command().addAll(List.of(options));
        command.environment().putAll(environment);
        command.environment().compute("PATH", (_, path) -> folder + ":" + path);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var script = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(script.exitValue(), Files.readString(output).strip());
    }

    /** What {@code df} tells, in megabytes; also what keeps {@code up} from starting anything. */
    private void diskWithFree(int megabytes) throws IOException {
        var df = Files.writeString(folder.resolve("df"), """
                #!/bin/sh
                echo 'Filesystem 1024-blocks Used Available Capacity Mounted'
                echo 'disk 9 9 %d 9%% /'
                """.formatted(megabytes * 1024));
        assertThat(df.toFile().setExecutable(true)).isTrue();
    }

    private record Answer(int code, String text) {}
}
