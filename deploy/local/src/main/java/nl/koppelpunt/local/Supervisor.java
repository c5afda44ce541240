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
    private final Map<Supervised, Watch> watches = new HashMap<>();
    private boolean stopping;

    /** Of one child since a person started it; what a watch that was replaced still hears of, is over. */
    private static final class Watch {
        private final Deque<Instant> recent = new ArrayDeque<>();
        private int restarts;
    }

    Supervisor(Clock clock, Consumer<String> report) {
        this(clock, report, PAUSE);
    }

    Supervisor(Clock clock, Consumer<String> report, Duration pause) {
        this.clock = clock;
        this.report = report;
        this.pause = pause;
    }

    synchronized void watch(Supervised child) {
        var watch = new Watch();
        watches.put(child, watch);
        listen(child, watch);
    }

    /** How often it was started again by itself, since a person started it. */
    synchronized int restarts(Supervised child) {
        var watch = watches.get(child);
        return watch == null ? 0 : watch.restarts;
    }

    /** Stops it, lets it be changed, and starts it with a clean record, whatever became of it before. */
    void restart(Supervised child, Runnable change) {
        synchronized (this) {
            var _ = watches.remove(child);
        }
        child.stop();
        change.run();
        synchronized (this) {
            if (stopping) {
                throw new StartFailure("The stack is being stopped.");
            }
            child.start();
            watch(child);
        }
    }

    private void listen(Supervised child, Watch watch) {
        var _ = child.ended().thenAccept(how -> died(child, watch, how));
    }

    private synchronized void died(Supervised child, Watch watch, String how) {
        if (isOver(child, watch)) {
            return;
        }
        if (!mayRestart(watch)) {
            report.accept(child.name() + " died " + LIMIT + " times in " + WINDOW.toMinutes()
                    + " minutes and stays down. The end of its log:\n" + child.tail());
            return;
        }
        report.accept(child.name() + " died (" + how + "); it is started again.");
        var _ = executor.schedule(() -> startAgain(child, watch), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void startAgain(Supervised child, Watch watch) {
        if (isOver(child, watch)) {
            return;
        }
        watch.restarts++;
        try {
            child.start();
            listen(child, watch);
        } catch (StartFailure | UncheckedIOException e) {
            died(child, watch, "it did not start: " + e.getMessage());
        }
    }

    private boolean isOver(Supervised child, Watch watch) {
        return stopping || watches.get(child) != watch;
    }

    private boolean mayRestart(Watch watch) {
        var now = clock.instant();
        watch.recent.removeIf(moment -> moment.isBefore(now.minus(WINDOW)));
        if (watch.recent.size() >= LIMIT) {
            return false;
        }
        watch.recent.add(now);
        return true;
    }

    /** From here on a process that ends was asked to. */
    @Override
    public synchronized void close() {
        stopping = true;
        executor.shutdownNow();
    }
}
