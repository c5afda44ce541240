// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** The product's own programs, each a process of its own. */
final class Programs implements AutoCloseable {

    private final Layout layout;
    private final Ports ports;
    private final Health health;
    private final Supervisor supervisor;
    private final StackControl control;
    private final Map<Program, ChildProcess> running = new ConcurrentHashMap<>();
    private boolean closing;

    Programs(Layout layout, Ports ports, Health health, Supervisor supervisor, StackControl control) {
        this.layout = layout;
        this.ports = ports;
        this.health = health;
        this.supervisor = supervisor;
        this.control = control;
    }

    /** Starts as many at a time as there are processors: more of them only wait for each other. */
    void start(Collection<Program> programs, Installation installation, ProgramSettings settings, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var slots =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        var starts = new ExecutorCompletionService<Program>(slots);
        try {
            for (var program : programs) {
                var _ = starts.submit(() -> start(program, installation, settings, deadline), program);
            }
            for (var _ : programs) {
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
        installation.unpack(program);
        var child = new ChildProcess(
                program.id(),
                () -> installation.command(program),
                settings.environment(program),
                layout,
                () -> health.isUp(ports.management(program)));
        startUnlessClosing(program, child);
        control.add(child, () -> installation.unpack(program));
        if (!child.becomesHealthy(Duration.ofNanos(deadline - System.nanoTime()))
                && child.handle().isEmpty()
                && installation.startCache(program).discard()) {
            // Whatever was the matter, what only makes a start quicker must not be what prevents it.
            startUnlessClosing(program, child);
        }
        child.awaitHealthy(Duration.ofNanos(deadline - System.nanoTime()));
        supervisor.watch(child);
    }

    private synchronized void startUnlessClosing(Program program, ChildProcess child) {
        if (closing) {
            throw new StartFailure("The stack was stopped while it started.");
        }
        running.put(program, child);
        child.start();
    }

    ChildProcess get(Program program) {
        return find(program).orElseThrow(() -> new IllegalStateException(program.id() + " was not started"));
    }

    Optional<ChildProcess> find(Program program) {
        return Optional.ofNullable(running.get(program));
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
