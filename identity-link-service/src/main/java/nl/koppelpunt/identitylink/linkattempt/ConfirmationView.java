// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
record ConfirmationView(
        String outcome,
        @Nullable String redirect,
        @Nullable Integer triesLeft,
        @Nullable Instant retryAfter) {

    static ConfirmationView completed() {
        return new ConfirmationView("completed", "/mijn", null, null);
    }

    static ConfirmationView confirmed() {
        return new ConfirmationView("confirmed", null, null, null);
    }

    static ConfirmationView rejected(int triesLeft) {
        return new ConfirmationView("rejected", null, triesLeft, null);
    }

    static ConfirmationView locked(Instant retryAfter) {
        return new ConfirmationView("locked", null, null, retryAfter);
    }

    static ConfirmationView expired() {
        return new ConfirmationView("expired", null, null, null);
    }
}
