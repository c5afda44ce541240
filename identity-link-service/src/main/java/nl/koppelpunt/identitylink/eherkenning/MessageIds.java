// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Identifiers and secrets nobody can guess. */
@Component
final class MessageIds {

    private static final int ID_BYTES = 20;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random;

    MessageIds(SecureRandom random) {
        this.random = random;
    }

    /** For a message: 160 random bits, as an XML name. */
    String message() {
        return "_" + HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /** For a cookie or a RelayState: 256 random bits in 43 characters. */
    String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
