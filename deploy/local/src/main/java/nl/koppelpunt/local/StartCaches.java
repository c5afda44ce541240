// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes, once for every build and after the stack is up, what lets the next start be quick: one program after the other,
 * with what processor time is left over. A program for which that does not work starts as before.
 */
final class StartCaches implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Program> programs;
    private final Installation installation;
    private final ProgramSettings settings;
    private final Layout layout;
    private final Thread thread;
    private volatile @Nullable Process running;
    private volatile boolean closing;

    StartCaches(List<Program> programs, Installation installation, ProgramSettings settings, Layout layout) {
        this.programs = programs;
        this.installation = installation;
        this.settings = settings;
        this.layout = layout;
        this.thread =
                Thread.ofPlatform().daemon().name(ServiceNames.START_CACHES).unstarted(this::makeMissing);
    }

    void begin() {
        thread.start();
    }

    private void makeMissing() {
        for (var program : programs) {
            if (!closing && !installation.startCache(program).exists()) {
                make(program);
            }
        }
    }

    private void make(Program program) {
        var cache = installation.startCache(program);
        var training = new ProcessBuilder(installation.training(program, cache.draft()))
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(layout.log(ServiceNames.START_CACHES).toFile()));
        training.environment().putAll(settings.forTraining(program));
        try {
            var process = training.start();
            running = process;
            var ended = Polling.until(PATIENCE, () -> closing || !process.isAlive());
            if (ended && !closing && process.exitValue() == 0 && Files.exists(cache.draft())) {
                cache.keepDraft();
            }
            stop(process);
        } catch (IOException | UncheckedIOException e) {
            // No program nice, or no room on the disk: a start without a cache is only slower.
        }
    }

    /** The JVM that makes the cache has another make the file. */
    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        closing = true;
        var current = running;
        if (current != null) {
            stop(current);
        }
    }
}
