// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a table in whichever dialect it comes, and keeps the line each row began at. */
final class CsvReader {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final List<CsvRow> rows = new ArrayList<>();
    private final List<ImportError> errors = new ArrayList<>();
    private long line = 1;

    private CsvReader() {}

    static CsvTable read(byte[] content) {
        var text = CsvText.decode(content);
        try (var parser = CSVParser.parse(text.value(), format(text.delimiter()))) {
            return new CsvReader().read(parser);
        } catch (IOException unreadable) {
            return CsvTable.unreadable("The file is not a table with separated columns");
        }
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    }

    private CsvTable read(CSVParser parser) {
        var records = parser.iterator();
        try {
            if (!records.hasNext()) {
                return CsvTable.unreadable("The file is empty");
            }
            var columns = columns(records.next());
            if (new HashSet<>(columns).size() < columns.size()) {
                return CsvTable.unreadable("The header names a column twice");
            }
            var nextLine = parser.getCurrentLineNumber() + 1;
            while (hasNext(records, nextLine)) {
                line = nextLine;
                add(columns, records.next());
                nextLine = parser.getCurrentLineNumber() + 1;
            }
            return new CsvTable(new HashSet<>(columns), rows, errors);
        } catch (UncheckedIOException malformed) {
            errors.add(new ImportError(line, "The quotes of this line do not match"));
            return new CsvTable(Set.of(), rows, errors);
        }
    }

    private boolean hasNext(Iterator<CSVRecord> records, long nextLine) {
        line = nextLine;
        return records.hasNext();
    }

    private static List<String> columns(CSVRecord header) {
        return header.stream().map(String::strip).toList();
    }

    private void add(List<String> columns, CSVRecord row) {
        if (row.size() == 1 && row.get(0).isBlank()) {
            return;
        }
        if (row.size() != columns.size()) {
            errors.add(new ImportError(line, "%d columns instead of %d".formatted(row.size(), columns.size())));
            return;
        }
        if (row.stream().anyMatch(value -> CONTROL.matcher(value).find())) {
            errors.add(new ImportError(line, "A value holds a control character"));
            return;
        }
        rows.add(new CsvRow(line, values(columns, row)));
    }

    private static Map<String, String> values(List<String> columns, CSVRecord row) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), row.get(i).strip());
        }
        return values;
    }
}
