// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTests {

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void delimiterIsTheOneOfTheHeader(String delimiter) {
        var table = read("a;b\n1;2\n".replace(";", delimiter));

        assertThat(table.rows()).singleElement().satisfies(row -> {
            assertThat(row.required("a")).isEqualTo("1");
            assertThat(row.required("b")).isEqualTo("2");
        });
    }

    @Test
    void delimiterInsideQuotesDoesNotCount() {
        var table = read("\"a;x;y\",b\n\"1;2\",\"zei \"\"ja\"\"\"\n");

        assertThat(table.columns()).containsExactlyInAnyOrder("a;x;y", "b");
        assertThat(table.rows().getFirst().required("b")).isEqualTo("zei \"ja\"");
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstColumn() {
        assertThat(read("\uFEFFa;b\n1;2\n").columns()).contains("a");
    }

    @Test
    void whatIsNoUtf8IsWindows1252() {
        var text = "naam\nSint-Jozef – ’t Hérenplein €\n";

        assertThat(CsvReader.read(text.getBytes(Charset.forName("windows-1252")))
                        .rows()
                        .getFirst()
                        .required("naam"))
                .isEqualTo("Sint-Jozef – ’t Hérenplein €");
        assertThat(read(text).rows().getFirst().required("naam")).isEqualTo("Sint-Jozef – ’t Hérenplein €");
    }

    @Test
    void oneSpaceIsAnEmptyValue() {
        assertThat(read("a;b\r\n1; \r\n").rows().getFirst().optional("b")).isEmpty();
    }

    @Test
    void errorsNameTheLineTheRowBeganAt() {
        var table = read("a;b\r\n1;\"two\r\nlines\"\r\n\r\n1;2;3\r\n1;2");

        assertThat(table.errors())
                .containsExactly(
                        new ImportError(2, "A value holds a control character"),
                        new ImportError(5, "3 columns instead of 2"));
        assertThat(table.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.line()).isEqualTo(6));
    }

    @Test
    void unmatchedQuotesAreAnErrorOfTheirLine() {
        assertThat(read("a;b\n1;2\n1;\"2\n").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.line()).isEqualTo(3));
    }

    @Test
    void emptyFileAndDoubleColumnsAreRefused() {
        assertThat(read("").errors()).isNotEmpty();
        assertThat(read("a;a\n1;2\n").errors()).isNotEmpty();
    }

    private static CsvTable read(String text) {
        return CsvReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
