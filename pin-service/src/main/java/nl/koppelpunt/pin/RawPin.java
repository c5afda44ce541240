// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.regex.Pattern;

/** The six digits themselves; a secret, so it cannot be printed. */
record RawPin(String digits) {
    static final String SIX_DIGITS = "[0-9]{6}";
    private static final Pattern PATTERN = Pattern.compile(SIX_DIGITS);

    RawPin {
        if (!PATTERN.matcher(digits).matches()) {
            throw new IllegalArgumentException("A PIN has six digits");
        }
    }

    @Override
    public String toString() {
        return "RawPin[redacted]";
    }
}
