// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;

/** What became of a request for a PIN. */
sealed interface PinIssue {
    record Issued(Pin pin, Instant newPinAt) implements PinIssue {}

    record Throttled(NextPin next) implements PinIssue {}
}
