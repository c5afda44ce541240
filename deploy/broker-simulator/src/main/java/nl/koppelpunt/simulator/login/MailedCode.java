// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

/** Six digits that travel by mail. */
record MailedCode(String digits) {

    static MailedCode random(SecureRandom random) {
        return new MailedCode(String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000)));
    }

    boolean matches(String presented) {
        return MessageDigest.isEqual(
                digits.getBytes(StandardCharsets.UTF_8), presented.strip().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MailedCode[redacted]";
    }
}
