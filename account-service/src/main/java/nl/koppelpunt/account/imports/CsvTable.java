// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.List;
import java.util.Set;

/** A file that could be read as a table, with the rows that could not. */
record CsvTable(Set<String> columns, List<CsvRow> rows, List<ImportError> errors) {

    static CsvTable unreadable(String message) {
        return new CsvTable(Set.of(), List.of(), List.of(new ImportError(1, message)));
    }
}
