// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Processes of an earlier run whose launcher was killed: found by pid files and by PostgreSQL's data directory. */
record Leftovers(Layout layout) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Optional<ProcessHandle> launcher() {
        return new PidFile(layout.launcherPidFile()).running();
    }

    boolean isAnyLeft() {
        return !programs().isEmpty() || postmaster().isPresent();
    }

    /** Programs first, then PostgreSQL, so that no program sees its database go. */
    boolean stop() {
        var programs = programs();
        stop(programs);
        var postmaster = postmaster();
        postmaster.ifPresent(process -> {
            interrupt(process);
            stop(List.of(process));
        });
        forget();
        return !programs.isEmpty() || postmaster.isPresent();
    }

    private List<ProcessHandle> programs() {
        return pidFiles().stream()
                .flatMap(file -> new PidFile(file).running().stream())
                .filter(process -> !isThisLauncher(process))
                .toList();
    }

    private List<Path> pidFiles() {
        if (!Files.isDirectory(layout.run())) {
            return List.of();
        }
        try (var files = Files.list(layout.run())) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number that is left would be somebody else's process one day. */
    private void forget() {
        pidFiles().stream()
                .filter(file -> new PidFile(file).running().isEmpty())
                .forEach(Layout::delete);
        if (launcher().isEmpty()) {
            Layout.delete(layout.readyFile());
            Layout.delete(layout.controlFile());
        }
    }

    private static boolean isThisLauncher(ProcessHandle process) {
        return process.pid() == ProcessHandle.current().pid();
    }

    /** Of the server on this stack's data directory, while it runs. */
    Optional<ProcessHandle> postmaster() {
        var pidFile = layout.postgresql().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var pid = PrivateFiles.read(pidFile).lines().findFirst().orElse("").strip();
        return pid.isEmpty() ? Optional.empty() : postmaster(Long.parseLong(pid), layout.postgresql());
    }

    private static Optional<ProcessHandle> postmaster(long pid, Path dataDirectory) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(dataDirectory.toString()))
                        .orElse(false));
    }

    /** SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for its clients. */
    private static void interrupt(ProcessHandle process) {
        try {
            var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            var _ = Polling.until(PATIENCE, () -> !kill.isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Collection<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        if (!Polling.until(PATIENCE, () -> processes.stream().noneMatch(ProcessHandle::isAlive))) {
            processes.forEach(ProcessHandle::destroyForcibly);
            var _ = Polling.until(PATIENCE, () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
