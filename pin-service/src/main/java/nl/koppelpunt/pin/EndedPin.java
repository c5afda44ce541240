// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import java.util.UUID;

/** A PIN that was ended before its time. */
record EndedPin(UUID id, String purpose, Instant endedAt) {}
