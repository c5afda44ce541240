// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.bench;

import java.util.Arrays;
import java.util.Locale;

/** What the rounds of one run gave: the median, and where the middle half of them lies. */
public record Rounds(double median, double low, double high) {

    public static Rounds of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Rounds(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
    }

    public String format(String unit, int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " %s (" + number + " to " + number + ")", median, unit, low, high);
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int before = (int) place;
        int after = Math.min(before + 1, sorted.length - 1);
        return sorted[before] + (place - before) * (sorted[after] - sorted[before]);
    }
}
