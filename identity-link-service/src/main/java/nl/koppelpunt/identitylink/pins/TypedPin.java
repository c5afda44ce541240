// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Six digits somebody typed.
 *
 * @param tryId the form they were typed in, which costs one try however often it is sent; without it every request does
 */
public record TypedPin(String digits, @Nullable UUID tryId) {

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
