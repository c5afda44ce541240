// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import java.time.Instant;

/** A signed token of a person, and when it ends. */
public record PersonToken(String value, Instant expiresAt) {

    @Override
    public String toString() {
        return "PersonToken[expiresAt=" + expiresAt + "]";
    }
}
