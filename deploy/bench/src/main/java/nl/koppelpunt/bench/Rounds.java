// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.bench;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;

/** What the rounds of one run gave: the mean, and how far a round was from it at most. */
public record Rounds(double mean, double spread, int count) {

    public static Rounds of(double... values) {
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        double mean = all.getAverage();
        return new Rounds(mean, Math.max(all.getMax() - mean, mean - all.getMin()), values.length);
    }

    public String format(String unit, int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " ± " + number + " %s", mean, spread, unit)
                .strip();
    }
}
