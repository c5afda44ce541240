// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sixteen symbols of Crockford's base 32 (80 random bits), written in four groups; I, L and O are read as 1, 1 and 0. */
public record RawActivationCode(String symbols) {

    private static final int LENGTH = 16;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern GROUP_END = Pattern.compile("(?<=\\G.{4})(?!$)");
    private static final Pattern GROUPING = Pattern.compile("[\\s\\p{Pd}]");

    public RawActivationCode {
        if (!FORM.matcher(symbols).matches()) {
            throw new IllegalArgumentException("Not an activation code");
        }
    }

    static RawActivationCode random(SecureRandom random) {
        var symbols = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> symbols.append(ALPHABET.charAt(index)));
        return new RawActivationCode(symbols.toString());
    }

    /** Reads what a person typed from a letter; empty when it cannot be a code. */
    public static Optional<RawActivationCode> of(String typed) {
        var symbols = GROUPING.matcher(typed)
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('I', '1')
                .replace('L', '1')
                .replace('O', '0');
        return FORM.matcher(symbols).matches() ? Optional.of(new RawActivationCode(symbols)) : Optional.empty();
    }

    /** As it stands in the letter. */
    String grouped() {
        return GROUP_END.matcher(symbols).replaceAll("-");
    }

    @Override
    public String toString() {
        return "RawActivationCode[redacted]";
    }
}
