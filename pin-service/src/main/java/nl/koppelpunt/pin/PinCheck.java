// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;

/** What became of a try; a wrong PIN is an outcome, because an error would give the try back. */
sealed interface PinCheck {
    record Accepted() implements PinCheck {}

    record Rejected(int triesLeft) implements PinCheck {}

    record Locked(Instant retryAfter) implements PinCheck {}

    record Expired() implements PinCheck {}
}
