// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.regex.Pattern;

/** The code of a location: the code of its school and two digits, {@code 00} for the main one. */
public record LocationCode(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{2}[A-Z]{2}[0-9]{2}");

    public LocationCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A location code is two digits, two letters and two digits");
        }
    }

    public InstitutionCode institution() {
        return new InstitutionCode(value.substring(0, 4));
    }
}
