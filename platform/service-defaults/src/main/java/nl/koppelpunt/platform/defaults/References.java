// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.security.SecureRandom;

/**
 * Reference numbers that a user can read to the helpdesk: eight characters out of 32 that are not mistaken for one
 * another. They identify a log line and nothing else.
 */
public final class References {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;

    private final SecureRandom random;

    public References(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
