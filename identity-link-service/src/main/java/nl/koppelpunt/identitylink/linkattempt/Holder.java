// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whose turn it is: the attempt a token is about, and the session it was made for. */
record Holder(UUID linkAttemptId, UUID sessionId) {

    static Holder of(Jwt token) {
        return new Holder(UUID.fromString(token.getSubject()), UUID.fromString(token.getClaimAsString("sid")));
    }
}
