// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.Locale;
import java.util.regex.Pattern;

/** The address a PIN is sent to, exactly as typed; personal data, so it cannot be printed. */
record EmailAddress(String value) {
    static final int MAX_LENGTH = 254;

    /** Nothing a mail header gives a meaning to, and nothing but text: no white space, control or half character, comma, quote. */
    private static final String PLAIN = "[^\\s\\p{Z}\\p{C}@,;:<>()\\[\\]\\\\\"";

    private static final String LABEL = PLAIN + ".]++";

    /** One @, and a domain with a dot. Never goes back on its steps, so that the longest of texts costs no depth. */
    static final String PATTERN = PLAIN + "]{1,64}@" + LABEL + "(?:\\." + LABEL + ")++";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    EmailAddress {
        if (value.length() > MAX_LENGTH || !COMPILED.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an e-mail address");
        }
    }

    /** One spelling for one mailbox, to count by and never to send to: lower case, without a "+tag". */
    String mailbox() {
        var at = value.indexOf('@');
        var tag = value.indexOf('+');
        var local = tag > 0 && tag < at ? value.substring(0, tag) : value.substring(0, at);
        return (local + value.substring(at)).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
