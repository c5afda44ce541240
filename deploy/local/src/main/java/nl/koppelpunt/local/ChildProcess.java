// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of the stack with its log and pid file; it can be started again after it died. */
final class ChildProcess implements Supervised, AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<List<String>> command;
    private final Map<String, String> environment;
    private final Path log;
    private final PidFile pidFile;
    private final BooleanSupplier healthy;

    private volatile @Nullable Process process;

    ChildProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Layout layout,
            BooleanSupplier healthy) {
        this(name, () -> command, environment, layout, healthy);
    }

    /** @param command asked at every start */
    ChildProcess(
            String name,
            Supplier<List<String>> command,
            Map<String, String> environment,
            Layout layout,
            BooleanSupplier healthy) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = layout.log(name);
        this.pidFile = new PidFile(layout.pidFile(name));
        this.healthy = healthy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        var builder = new ProcessBuilder(command.get())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            var started = builder.start();
            started.getOutputStream().close();
            pidFile.write(started.toHandle());
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    @Override
    public boolean isHealthy() {
        return isAlive() && healthy.getAsBoolean();
    }

    void awaitHealthy(Duration limit) {
        var answered = Polling.until(limit, () -> !isAlive() || healthy.getAsBoolean());
        if (!isAlive()) {
            throw new StartFailure(name + " stopped while starting. The end of " + log + ":\n" + tail());
        }
        if (!answered) {
            throw new StartFailure(
                    name + " was not healthy within " + limit.toSeconds() + " s. The end of " + log + ":\n" + tail());
        }
    }

    boolean isAlive() {
        var current = process;
        return current != null && current.isAlive();
    }

    @Override
    public CompletableFuture<String> ended() {
        var current = process;
        return current == null
                ? new CompletableFuture<>()
                : current.onExit().thenApply(ended -> "exit " + ended.exitValue());
    }

    @Nullable
    Process process() {
        return process;
    }

    void askToStop() {
        var current = process;
        if (current != null) {
            current.destroy();
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public void stop() {
        askToStop();
        if (!Polling.until(STOP, () -> !isAlive())) {
            kill();
        }
        pidFile.remove();
    }

    /** As {@code kill -9}. */
    void kill() {
        var current = process;
        if (current != null) {
            current.destroyForcibly();
            var _ = Polling.until(STOP, () -> !current.isAlive());
        }
    }

    @Override
    public String tail() {
        return LogFile.tail(log);
    }
}
