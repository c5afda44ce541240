// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The rows of a file as entries of one kind, and every line that is none: all of them, not just the first. */
record Rows<T>(List<Entry<T>> entries, List<ImportError> errors) {

    static <T> Rows<T> read(CsvTable table, Set<String> requiredColumns, Function<CsvRow, T> type) {
        var missing = new TreeSet<>(requiredColumns);
        missing.removeAll(table.columns());
        if (table.errors().isEmpty() && !missing.isEmpty()) {
            return new Rows<>(List.of(), List.of(new ImportError(1, "Missing columns: " + String.join(", ", missing))));
        }
        var entries = new ArrayList<Entry<T>>();
        var errors = new ArrayList<>(table.errors());
        for (var row : missing.isEmpty() ? table.rows() : List.<CsvRow>of()) {
            try {
                entries.add(new Entry<>(row.line(), type.apply(row)));
            } catch (RowException invalid) {
                errors.add(new ImportError(row.line(), message(invalid)));
            }
        }
        return new Rows<>(entries, errors);
    }

    /** Adds an error at every entry the rule has something to say about. */
    Rows<T> refusing(Function<T, Optional<String>> rule) {
        var all = new ArrayList<>(errors);
        entries.forEach(entry ->
                rule.apply(entry.value()).ifPresent(text -> all.add(new ImportError(entry.line(), text))));
        return new Rows<>(entries, all);
    }

    List<T> values() {
        return entries.stream().map(Entry::value).toList();
    }

    private static String message(RowException invalid) {
        return Optional.ofNullable(invalid.getMessage()).orElse("Not acceptable");
    }

    record Entry<T>(long line, T value) {}
}
