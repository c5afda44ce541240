// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far someone is with linking, as identity-link-service tells it. */
record LinkAttempt(
        State state,
        @Nullable Instant expiresAt,
        @Nullable Organisation organisation,
        @Nullable LinkedInstitution institution,
        @Nullable String maskedEmail,
        @Nullable Integer triesLeft,
        @Nullable Instant pinExpiresAt,
        @Nullable Instant newPinAt,
        @Nullable Instant lockedUntil) {

    enum State {
        AWAITING_PROOF,
        AWAITING_PIN,
        CONFIRMED,
        COMPLETED,
        EXPIRED,
        ABANDONED,
        LOCKED,
        REFUSED
    }

    /** No try is left for the PIN that was sent; another has to be asked for. */
    boolean isPinUsedUp() {
        return Objects.equals(triesLeft, 0);
    }

    record LinkedInstitution(String code, String name) {}
}
