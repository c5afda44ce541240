// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the commands ask of a running stack: how every process is doing, and a new start of one of them. */
final class StackControl {

    private static final Duration RESTART = Duration.ofMinutes(2);

    private final List<String> names;
    private final Ports ports;
    private final Supervisor supervisor;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final ReentrantLock restarting = new ReentrantLock();

    private volatile boolean ready;

    /** One process with what takes up a newer build of it. */
    private record Member(Supervised process, Runnable renewal) {}

    StackControl(List<Program> programs, Ports ports, Supervisor supervisor) {
        this.names = ServiceNames.with(programs);
        this.ports = ports;
        this.supervisor = supervisor;
    }

    /** From now on it is shown, and may be started anew. */
    void add(Supervised process, Runnable renewal) {
        synchronized (members) {
            members.put(process.name(), new Member(process, renewal));
        }
    }

    /** The start is over: until then a process that is stopped would end it. */
    void ready() {
        ready = true;
    }

    List<ProcessState> states() {
        return names.parallelStream().map(this::state).toList();
    }

    private ProcessState state(String name) {
        if (name.equals(ServiceNames.LAUNCHER)) {
            return state(name, ProcessState.Condition.HEALTHY, ProcessHandle.current(), 0);
        }
        var member = member(name);
        if (member == null) {
            return down(name, 0);
        }
        var restarts = supervisor.restarts(member.process());
        var condition =
                member.process().isHealthy() ? ProcessState.Condition.HEALTHY : ProcessState.Condition.UNHEALTHY;
        return member.process()
                .handle()
                .map(handle -> state(name, condition, handle, restarts))
                .orElseGet(() -> down(name, restarts));
    }

    private ProcessState state(String name, ProcessState.Condition condition, ProcessHandle handle, int restarts) {
        var since = handle.info().startInstant().orElse(null);
        return new ProcessState(name, condition, handle.pid(), since, restarts, ports.of(name));
    }

    private ProcessState down(String name, int restarts) {
        return new ProcessState(name, ProcessState.Condition.DOWN, null, null, restarts, ports.of(name));
    }

    /** Starts it anew, from its newest build, and waits until it is healthy; says so, or ends with why not. */
    String restart(String name) {
        ServiceNames.requireRestartable(name);
        var member = member(name);
        if (!ready || member == null) {
            throw new StartFailure("The stack is still starting; deploy/local/status tells when it is up.");
        }
        if (!restarting.tryLock()) {
            throw new StartFailure("Another restart is under way; try again when it is done.");
        }
        try {
            return restart(member);
        } finally {
            restarting.unlock();
        }
    }

    private String restart(Member member) {
        var begun = System.nanoTime();
        var process = member.process();
        supervisor.restart(process, member.renewal());
        if (!process.becomesHealthy(RESTART)) {
            throw new StartFailure(process.name()
                    + (process.handle().isEmpty() ? " stopped while starting" : " did not become healthy")
                    + "; deploy/local/logs " + process.name() + " tells why.");
        }
        var duration = Duration.ofNanos(System.nanoTime() - begun);
        return process.name() + " is healthy again (" + duration.toSeconds() + " s).";
    }

    private @Nullable Member member(String name) {
        synchronized (members) {
            return members.get(name);
        }
    }
}
