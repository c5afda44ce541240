// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import java.util.UUID;

/** A try that has been counted and committed, and may now be compared. */
record PinTry(long id, UUID pinId, String purpose, PinMac mac, int triesLeft, Instant triedAt) {}
