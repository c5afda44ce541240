// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The product's own programs, each a process of its own. */
final class Programs implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Layout layout;
    private final Ports ports;
    private final Health health;
    private final Supervisor supervisor;
    private final Map<Program, ChildProcess> running = new ConcurrentHashMap<>();
    private boolean closing;

    Programs(Layout layout, Ports ports, Health health, Supervisor supervisor) {
        this.layout = layout;
        this.ports = ports;
        this.health = health;
        this.supervisor = supervisor;
    }

    /** Starts as many at a time as there are processors: more of them only wait for each other. */
    void start(Installation installation, ProgramSettings settings, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var slots =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        var starts = new ExecutorCompletionService<Program>(slots);
        try {
            for (var program : Program.values()) {
                var _ = starts.submit(() -> start(program, installation, settings, deadline), program);
            }
            for (var _ : Program.values()) {
                starts.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StartFailure failure
                    ? failure
                    : new StartFailure("The programs cannot be started: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted.", e);
        } finally {
            slots.shutdownNow();
        }
    }

    private void start(Program program, Installation installation, ProgramSettings settings, long deadline) {
        var child = new ChildProcess(
                program.id(),
                installation.command(program),
                Map.of("SPRING_APPLICATION_JSON", JSON.writeValueAsString(settings.of(program))),
                layout,
                () -> health.isUp(ports.management(program)));
        startUnlessClosing(program, child);
        child.awaitHealthy(Duration.ofNanos(deadline - System.nanoTime()));
        supervise(child);
    }

    private synchronized void startUnlessClosing(Program program, ChildProcess child) {
        if (closing) {
            throw new StartFailure("The stack was stopped while it started.");
        }
        running.put(program, child);
        child.start();
    }

    void supervise(Supervised child) {
        supervisor.watch(child);
    }

    ChildProcess get(Program program) {
        var child = running.get(program);
        if (child == null) {
            throw new IllegalStateException(program.id() + " was not started");
        }
        return child;
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        supervisor.close();
        running.values().forEach(ChildProcess::askToStop);
        running.values().forEach(ChildProcess::close);
    }
}
