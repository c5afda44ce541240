// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.DateTimeException;
import java.time.Instant;

/** Moments as SAML writes them: UTC, with a Z. */
final class Moments {

    private Moments() {}

    static Instant parse(String text, Refusal refusal) {
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeException _) {
            throw new RefusedException(refusal);
        }
        throw new RefusedException(refusal);
    }
}
