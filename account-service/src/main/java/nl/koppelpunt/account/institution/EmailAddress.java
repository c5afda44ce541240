// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.regex.Pattern;

/** An address as it was typed: one at sign, nothing that could add a header or a second receiver. */
public record EmailAddress(String value) {

    public static final int LONGEST = 254;

    private static final String ATOM = "[^\\s\\p{Cntrl}@,;:<>\"()\\[\\]\\\\]";

    public static final String FORM = ATOM + "{1,64}@" + ATOM + "+\\." + ATOM + "{2,}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public EmailAddress {
        if (value.length() > LONGEST || !PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an e-mail address");
        }
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
