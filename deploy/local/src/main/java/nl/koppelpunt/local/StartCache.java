// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a program as a JVM had them, loaded and linked, at the end of an earlier start. It lies with the
 * unpacked program, and goes with it when there is a newer build; a JVM for which it does not fit starts without it.
 */
record StartCache(Path folder) {

    /** Another version of the JVM could not use it and would go without for ever. */
    private Path file() {
        return folder.resolve("classes-" + Runtime.version() + ".aot");
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** The options of a start that profits from it, if it is there; a complaint about it is of no use to anyone. */
    List<String> use() {
        return exists() ? List.of("-XX:AOTCache=" + file(), "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    Path draft() {
        return folder.resolve("classes.draft");
    }

    /** Takes the draft into use, whole. */
    void keepDraft() {
        try {
            Files.move(draft(), file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there was one. */
    boolean discard() {
        try {
            return Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
