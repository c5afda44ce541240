// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.Map;
import java.util.function.Function;

/** One row by column name. What is only white space counts as empty. */
record CsvRow(long line, Map<String, String> values) {

    String optional(String column) {
        return values.getOrDefault(column, "");
    }

    String required(String column) {
        var value = optional(column);
        if (value.isEmpty()) {
            throw new RowException("'" + column + "' is empty");
        }
        return value;
    }

    /** Reads a required value; the value type's own message tells what is wrong with it. */
    <T> T required(String column, Function<String, T> type) {
        return read(column, required(column), type);
    }

    static <T> T read(String column, String value, Function<String, T> type) {
        try {
            return type.apply(value);
        } catch (IllegalArgumentException invalid) {
            throw new RowException("'" + column + "': " + invalid.getMessage());
        }
    }

    @Override
    public String toString() {
        return "CsvRow[line=" + line + ", redacted]";
    }
}
