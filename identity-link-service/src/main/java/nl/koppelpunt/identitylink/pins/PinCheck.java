// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.time.Instant;

/** What pin-service makes of a typed PIN. */
public sealed interface PinCheck {

    record Accepted() implements PinCheck {}

    record Rejected(int triesLeft) implements PinCheck {}

    record Locked(Instant retryAfter) implements PinCheck {}

    record Expired() implements PinCheck {}
}
