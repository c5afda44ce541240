// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** A program of this project as it is packaged, in a process of its own, which ends when its memory does not do. */
final class PackagedProgram implements AutoCloseable {

    private final Process process;

    private PackagedProgram(Process process) {
        this.process = process;
    }

    static PackagedProgram start(String module, Path folder, String memory, Map<String, String> settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar"));
        command.add(jar(module).toString());
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            return new PackagedProgram(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(module + ".log").toFile())
                    .start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path jar(String module) {
        try (var jars = Files.newDirectoryStream(Path.of("../..", module, "target"), "*-exec.jar")) {
            return jars.iterator().next();
        } catch (IOException | NoSuchElementException e) {
            throw new AssertionError(module + " is not packaged: build it first", e);
        }
    }

    RunningMemory memory() {
        return new RunningMemory(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(30))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
