// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.notification.mail.MailKind;

/** A delivery that this process claimed; {@code attempt} fences it against whoever claims it after the lease. */
record Delivery(
        UUID id,
        String sourceEventId,
        MailKind kind,
        String role,
        String locale,
        String recipient,
        Map<String, String> facts,
        String sealedContent,
        Instant happenedAt,
        Instant expiresAt,
        OnExpiry onExpiry,
        boolean expired,
        int attempt) {
    @Override
    public String toString() {
        return "Delivery[id=" + id + ", kind=" + kind.label() + ", attempt=" + attempt + "]";
    }
}
