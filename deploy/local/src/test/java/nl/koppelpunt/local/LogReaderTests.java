// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTests {

    @TempDir
    private Path data;

    private final List<String> shown = new ArrayList<>();
    private Path log;

    @BeforeEach
    void create() {
        new Layout(data).create();
        log = new Layout(data).log("gateway");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "3,3", "20000,20000", "30000,20000"})
    void asManyLinesAsAskedAreShownFromTheEnd(int asked, int expected) throws IOException {
        write(IntStream.range(0, 20_000)
                .mapToObj(number -> "line " + number + "\n")
                .collect(Collectors.joining()));

        new LogReader(log, shown::add).last(asked);

        assertThat(shown).hasSize(expected);
        assertThat(shown.isEmpty() ? "line 19999" : shown.getLast()).isEqualTo("line 19999");
    }

    @Test
    void aLineThatIsHalfWrittenIsShownOnceAndWhole() throws IOException {
        write("one\ntw");
        var reader = new LogReader(log, shown::add);
        reader.last(10);
        write("o\nthree\n");
        reader.more();

        assertThat(shown).containsExactly("one", "two", "three");
    }

    @Test
    void theLastWordsOfAKilledProgramAreShown() throws IOException {
        write("one\nkill");
        var reader = new LogReader(log, shown::add);
        reader.last(10);
        reader.finish();

        assertThat(shown).containsExactly("one", "kill");
    }

    @Test
    void followingGoesOnInTheLogOfTheNextRun() throws IOException {
        write("a long line of the first run\n");
        new LogCommand(new Layout(data), this::showAndStartTheNextRun)
                .run(LogOptions.parse(List.of("gateway", "--follow")), () -> shown.size() == 2);

        assertThat(shown).containsExactly("a long line of the first run", "a line of the second run, that is longer");
    }

    private void showAndStartTheNextRun(String line) {
        shown.add(line);
        if (shown.size() == 1) {
            try {
                new Layout(data).rotateLogs();
                write("a line of the second run, that is longer\n");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aStackTraceFollowsItsLine() {
        assertThat(LogLine.readable("""
            {"@timestamp":"2026-11-01T10:00:00Z","log":{"level":"ERROR","logger":"nl.koppelpunt.pin.Pins"},\
            "message":"failed","error":{"type":"X","stack_trace":"X: no\\n\\tat nl.koppelpunt.Y\\n"}}\
            """))
                .endsWith("ERROR" + " n.k.p.Pins" + " failed\n" + "X: no\n" + "\tat nl.koppelpunt.Y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "{no JSON", "", "{\"other\":1} and more"})
    void whatIsNoJsonStaysAsItIs(String line) {
        assertThat(LogLine.readable(line)).isEqualTo(line);
    }

    @Test
    void aTerminalObeysNothingThatALogHolds() {
        assertThat(LogLine.readable("{\"message\":\"\\u001b]0;title\\u0007\"}")).doesNotContain("\u001b", "\u0007");
        assertThat(LogLine.readable("\u001b[2J")).isEqualTo("\uFFFD[2J");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--lines", "--lines x", "gateway --lines 9999999", "gateway pin-service", "--tail", "--follow"})
    void whatCannotBeMeantIsRefused(String options) {
        assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> LogOptions.parse(List.of(options.split(" "))));
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
