// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real scripts as a person does, in a folder in which other programs of the machine can be replaced. */
record Scripts(Path folder) {

    private static final Path SOURCE = Path.of("../local");
    private static final List<String> FILES = List.of("up", "down", "status", "logs", "restart", "common.sh");

    record Answer(int code, String text) {}

    /** A folder with the real scripts and nothing built yet. */
    Path checkout() throws IOException {
        var scripts = Files.createDirectories(folder.resolve("checkout/deploy/local"));
        for (var script : FILES) {
            Files.copy(SOURCE.resolve(script), scripts.resolve(script));
        }
        return folder.resolve("checkout");
    }

    /** A folder in which nothing has to be built, and whose launcher is the one under test. */
    Path builtCheckout() throws IOException {
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

    /** As the last start left it. */
    static void installLauncher(Path data) throws IOException {
        var launcher = Files.createDirectories(data.resolve("apps/launcher"));
        Files.writeString(launcher.resolve("classpath"), System.getProperty("java.class.path"));
    }

    Answer run(Path script, Map<String, String> environment, String... options)
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
        assertThat(running.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Answer(running.exitValue(), Files.readString(output).strip());
    }

    /** Comes before the machine's own program of that name. */
    void program(String name, String lines) throws IOException {
        executable(folder.resolve(name), lines);
    }

    static void executable(Path file, String lines) throws IOException {
        assertThat(Files.writeString(file, "#!/bin/sh\n" + lines + "\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
    }
}
