// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.util.regex.Pattern;

/** Six digits somebody typed. */
public record TypedPin(String digits) {

    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    public TypedPin {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("A PIN has six digits");
        }
    }

    public static boolean isValid(String digits) {
        return SIX_DIGITS.matcher(digits).matches();
    }

    @Override
    public String toString() {
        return "TypedPin[redacted]";
    }
}
