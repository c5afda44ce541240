// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Remembers a process by number and start time, so that a number in use again by a stranger is never signalled. */
record PidFile(Path file) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    void write(ProcessHandle process) {
        PrivateFiles.write(file, process.pid() + " " + startOf(process));
    }

    Optional<ProcessHandle> running() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var parts = PrivateFiles.read(file).split(" ", 2);
        if (parts.length != 2 || !NUMBER.matcher(parts[0]).matches()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> parts[1].equals(startOf(process)));
    }

    void remove() {
        Layout.delete(file);
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
