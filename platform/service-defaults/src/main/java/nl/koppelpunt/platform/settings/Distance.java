// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.stream.IntStream;

/** How many letters two words differ (Levenshtein). */
final class Distance {

    private Distance() {}

    static int between(String one, String other) {
        var row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            row = next(row, one.charAt(i - 1), other);
        }
        return row[other.length()];
    }

    private static int[] next(int[] above, char letter, String other) {
        var row = new int[above.length];
        row[0] = above[0] + 1;
        for (int j = 1; j < row.length; j++) {
            int replaced = above[j - 1] + (letter == other.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        }
        return row;
    }
}
