// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session that has not ended; one that is linking has an attempt, one that is signed in has a link. */
record LiveSession(
        UUID id,
        String state,
        String levelOfAssurance,
        Instant idleExpiresAt,
        Instant expiresAt,
        @Nullable UUID linkAttemptId,
        @Nullable SignedInAs signedInAs) {

    record SignedInAs(UUID portalUserId, String legalType, String legalValue) {

        @Override
        public String toString() {
            return "SignedInAs[portalUserId=" + portalUserId + "]";
        }
    }
}
