// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.notification.mail.MailKind;

/**
 * A delivery that this process claimed; {@code attempt} fences it against whoever claims it after the lease.
 *
 * @param left until its expiry when it was claimed, by the clock of the database, which decides
 */
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
        Duration left,
        int attempt) {
    boolean expired() {
        return !left.isPositive();
    }

    /** After this, by the clock that said when the claim began, it must not be sent any more. */
    Instant worthUntil(Instant claimed) {
        return onExpiry == OnExpiry.SKIPPED ? claimed.plus(left) : Instant.MAX;
    }

    @Override
    public String toString() {
        return "Delivery[id=" + id + ", kind=" + kind.label() + ", attempt=" + attempt + "]";
    }
}
