// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import java.time.Instant;
import java.util.UUID;

/** What happens to a PIN, told by pin-service. */
public sealed interface PinEvent extends KoppelpuntEvent {

    UUID pinId();

    @Override
    default String subject() {
        return pinId().toString();
    }

    /** A PIN was made and is to be mailed. {@code sealedMessage} is a JWE of {@code {"email", "pin"}}. */
    record PinIssued(
            UUID pinId, String purpose, Instant issuedAt, Instant expiresAt, String locale, String sealedMessage)
            implements PinEvent {}

    record PinAccepted(UUID pinId, String purpose, Instant acceptedAt) implements PinEvent {}

    record PinRejected(UUID pinId, String purpose, int triesLeft, Instant rejectedAt) implements PinEvent {}

    /** All tries of a PIN are spent. */
    record PinLocked(UUID pinId, String purpose, Instant lockedAt) implements PinEvent {}

    record PinWithdrawn(UUID pinId, String purpose, String reason, Instant withdrawnAt) implements PinEvent {}
}
