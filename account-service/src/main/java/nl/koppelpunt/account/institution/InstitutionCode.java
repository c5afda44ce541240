// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The code of a board (five digits) or a school (two digits, two letters); text, since leading zeros count. */
public record InstitutionCode(String value) {

    private static final Pattern BOARD = Pattern.compile("[0-9]{5}");
    private static final Pattern SCHOOL = Pattern.compile("[0-9]{2}[A-Z]{2}");

    public InstitutionCode {
        if (!BOARD.matcher(value).matches() && !SCHOOL.matcher(value).matches()) {
            throw new IllegalArgumentException("An institution code is five digits, or two digits and two letters");
        }
    }

    /** Reads what a person typed; empty when it cannot be the code of any institution. */
    public static Optional<InstitutionCode> of(String typed) {
        var code = typed.strip().toUpperCase(Locale.ROOT);
        return BOARD.matcher(code).matches() || SCHOOL.matcher(code).matches()
                ? Optional.of(new InstitutionCode(code))
                : Optional.empty();
    }

    public InstitutionKind kind() {
        return value.length() == 5 ? InstitutionKind.BOARD : InstitutionKind.SCHOOL;
    }
}
