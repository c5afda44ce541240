// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an officer sees of a mail; nothing of what it says.
 *
 * @param recipient masked, enough to recognise and to see a mistyped domain
 * @param subjectId what the mail is about, as in the events and the audit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryRecord(
        UUID id,
        String kind,
        String role,
        String language,
        String recipient,
        String status,
        @Nullable String reason,
        int attempts,
        boolean resendable,
        String sourceEventId,
        String subjectId,
        Instant happenedAt,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    /** The local part but for its first character is nobody's business here. */
    static String masked(String recipient) {
        var at = recipient.lastIndexOf('@');
        return at < 1 ? "…" : recipient.substring(0, 1) + "…" + recipient.substring(at);
    }

    /** An attempt without an outcome is going on, or its process died. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            int number,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String reason) {}

    record WithHistory(DeliveryRecord delivery, List<Attempt> history) {}
}
