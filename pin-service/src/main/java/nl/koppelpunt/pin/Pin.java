// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import java.util.UUID;

/** An issued PIN, without anything that would help to guess it. */
record Pin(UUID id, String purpose, Instant issuedAt, Instant expiresAt, int maxTries) {}
