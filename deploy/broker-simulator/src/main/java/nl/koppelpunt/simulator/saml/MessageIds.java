// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Identifiers of messages and elements: 160 random bits, valid as an XML name. */
@Component
class MessageIds {

    private final SecureRandom random;

    MessageIds(SecureRandom random) {
        this.random = random;
    }

    String next() {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        return "_" + HexFormat.of().formatHex(bytes);
    }
}
