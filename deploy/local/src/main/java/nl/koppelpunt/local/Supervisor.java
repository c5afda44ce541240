// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts a process that died again, but not for ever: one that keeps dying is left alone and named. */
final class Supervisor implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LIMIT = 5;

    private final Clock clock;
    private final Consumer<String> report;
    private final Duration pause;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("supervisor").factory());
    private final Map<Supervised, Deque<Instant>> restarts = new HashMap<>();
    private volatile boolean stopping;

    Supervisor(Clock clock, Consumer<String> report) {
        this(clock, report, PAUSE);
    }

    Supervisor(Clock clock, Consumer<String> report, Duration pause) {
        this.clock = clock;
        this.report = report;
        this.pause = pause;
    }

    void watch(Supervised child) {
        var _ = child.ended().thenAccept(how -> died(child, how));
    }

    private synchronized void died(Supervised child, String how) {
        if (stopping) {
            return;
        }
        if (!mayRestart(child)) {
            report.accept(child.name() + " died " + LIMIT + " times in " + WINDOW.toMinutes()
                    + " minutes and stays down. The end of its log:\n" + child.tail());
            return;
        }
        report.accept(child.name() + " died (" + how + "); it is started again.");
        var _ = executor.schedule(() -> restart(child), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void restart(Supervised child) {
        if (stopping) {
            return;
        }
        try {
            child.start();
            watch(child);
        } catch (StartFailure | UncheckedIOException e) {
            died(child, "it did not start: " + e.getMessage());
        }
    }

    private boolean mayRestart(Supervised child) {
        var now = clock.instant();
        var recent = restarts.computeIfAbsent(child, _ -> new ArrayDeque<>());
        recent.removeIf(moment -> moment.isBefore(now.minus(WINDOW)));
        if (recent.size() >= LIMIT) {
            return false;
        }
        recent.add(now);
        return true;
    }

    /** From here on a process that ends was asked to. */
    @Override
    public synchronized void close() {
        stopping = true;
        executor.shutdownNow();
    }
}
