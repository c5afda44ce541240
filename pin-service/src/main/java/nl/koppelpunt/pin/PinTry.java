// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A try that has been counted and committed, and may now be compared.
 *
 * @param request MAC of what was presented with the key of this try; absent when it came without a key
 */
record PinTry(
        long id,
        UUID pinId,
        String purpose,
        PinMac mac,
        int triesLeft,
        Instant triedAt,
        @Nullable PinMac request) {}
