// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What came of asking for a PIN. */
public sealed interface PinIssue {

    record Issued(UUID id, Instant expiresAt, int triesLeft, Instant newPinAt) implements PinIssue {}

    record Throttled(Duration retryAfter) implements PinIssue {}

    record AddressRefused() implements PinIssue {}
}
