// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads whole lines from the end of a log and what comes after; a log that is replaced is read from its start. */
final class LogReader {

    private static final int BLOCK = 64 * 1024;
    /** A longer line is passed on in pieces. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final Path log;
    private final Consumer<String> out;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;
    private @Nullable Object identity;

    LogReader(Path log, Consumer<String> out) {
        this.log = log;
        this.out = out;
    }

    /** Passes on its last lines; one that is still being written only when it is finished. */
    void last(int lines) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            identity = identity();
            position = startOfLast(file, lines);
            readOn(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes on what was added; nothing when nothing was, or when there is no log at this moment. */
    void more() {
        if (!Files.exists(log)) {
            return;
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var current = identity();
            if (!Objects.equals(identity, current) || file.length() < position) {
                identity = current;
                position = 0;
                unfinished.reset();
            }
            readOn(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A last line without an end, as a program that was killed may leave, is shown as well. */
    void finish() {
        if (unfinished.size() > 0) {
            emit();
        }
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(log, BasicFileAttributes.class).fileKey();
    }

    private void readOn(RandomAccessFile file) throws IOException {
        file.seek(position);
        var block = new byte[BLOCK];
        for (var read = file.read(block); read > 0; read = file.read(block)) {
            position += read;
            for (var i = 0; i < read; i++) {
                if (block[i] == '\n' || unfinished.size() >= LONGEST_LINE) {
                    emit();
                }
                if (block[i] != '\n') {
                    unfinished.write(block[i]);
                }
            }
        }
    }

    private void emit() {
        out.accept(unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
    }

    /** Counts line ends from behind, a block at a time: a log may be large. */
    private static long startOfLast(RandomAccessFile file, int lines) throws IOException {
        var end = file.length();
        if (lines == 0) {
            return end;
        }
        var block = new byte[BLOCK];
        var wanted = (long) lines;
        for (var blockEnd = end; blockEnd > 0; ) {
            var start = Math.max(0, blockEnd - BLOCK);
            var length = Math.toIntExact(blockEnd - start);
            file.seek(start);
            file.readFully(block, 0, length);
            for (var i = length - 1; i >= 0; i--) {
                var isEndOfEarlierLine = block[i] == '\n' && start + i < end - 1;
                if (isEndOfEarlierLine && --wanted == 0) {
                    return start + i + 1;
                }
            }
            blockEnd = start;
        }
        return 0;
    }
}
