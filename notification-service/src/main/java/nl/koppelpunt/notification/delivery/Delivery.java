// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import nl.koppelpunt.notification.mail.MailKind;

/**
 * A delivery that this process claimed; {@code attempt} fences it against whoever claims it after the lease.
 *
 * @param kind the name in the row, which another version may have written
 * @param envelope read when the mail is made, and not when it is claimed: what cannot be read must not hold up others
 * @param left until its expiry when it was claimed, by the clock of the database, which decides
 */
record Delivery(
        UUID id,
        String sourceEventId,
        String kind,
        String role,
        String locale,
        Supplier<Envelope> envelope,
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
        return "Delivery[id=" + id + ", kind=" + kind + ", attempt=" + attempt + "]";
    }

    /** What the row says of the mail in clear. */
    record Envelope(MailKind kind, String recipient, Map<String, String> facts) {
        @Override
        public String toString() {
            return "Envelope[kind=" + kind.label() + "]";
        }
    }
}
