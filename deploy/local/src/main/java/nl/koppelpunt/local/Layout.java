// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Where the stack keeps what it makes: state that {@code --clean} wipes, and unpacked programs that it keeps. */
record Layout(Path data) {

    private static final String PREVIOUS = ".previous.log";

    Path keys() {
        return data.resolve("keys");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path run() {
        return data.resolve("run");
    }

    Path apps() {
        return data.resolve("apps");
    }

    Path postgresql() {
        return data.resolve("postgresql");
    }

    Path kafka() {
        return data.resolve("kafka");
    }

    Path demo() {
        return data.resolve("demo.json");
    }

    /** What another broker has to know of us. */
    Path ownMetadata() {
        return data.resolve("eherkenning-metadata.xml");
    }

    Path readyFile() {
        return run().resolve("ready");
    }

    Path launcherPidFile() {
        return run().resolve("launcher.pid");
    }

    /** Where the commands find the running launcher. */
    Path controlFile() {
        return run().resolve("control.json");
    }

    Path pidFile(String process) {
        return run().resolve(process + ".pid");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    void create() {
        for (var directory : List.of(data, keys(), logs(), run(), apps())) {
            PrivateFiles.createDirectory(directory);
        }
    }

    /** Removes all state: without its keys a database is unreadable, and the other way round, so they go together. */
    void wipe() {
        for (var state : List.of(keys(), run(), postgresql(), kafka(), demo())) {
            delete(state);
        }
        logFiles(file -> !isLaunchersOwn(file)).forEach(Layout::delete);
    }

    /** Keeps the logs of the run before this one, and none older. */
    void rotateLogs() {
        for (var log : logFiles(file -> !isLaunchersOwn(file) && !isPrevious(file))) {
            var name = log.getFileName().toString().replace(".log", PREVIOUS);
            try {
                Files.move(log, log.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Open already where the launcher was started detached. */
    private static boolean isLaunchersOwn(Path log) {
        return log.endsWith("launcher.log");
    }

    private static boolean isPrevious(Path log) {
        return log.toString().endsWith(PREVIOUS);
    }

    private List<Path> logFiles(Predicate<Path> wanted) {
        if (!Files.isDirectory(logs())) {
            return List.of();
        }
        try (var files = Files.list(logs())) {
            return files.filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
