// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a PIN, or asking again after a right one, came to. */
record PinAnswer(
        Outcome outcome,
        @Nullable String redirect,
        @Nullable Integer triesLeft,
        @Nullable Instant retryAfter) {

    enum Outcome {
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("confirmed")
        CONFIRMED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("locked")
        LOCKED,
        @JsonProperty("expired")
        EXPIRED
    }
}
