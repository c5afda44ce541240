// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.regex.Pattern;

/** Number in the trade register: eight digits. */
public record KvkNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{8}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,8}");

    public KvkNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A KvK number has eight digits");
        }
    }

    /** Restores the leading zeros that spreadsheets take away. */
    public static KvkNumber padded(String digits) {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("A KvK number has eight digits");
        }
        return new KvkNumber("0".repeat(8 - digits.length()) + digits);
    }
}
