// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try of a PIN as it came in.
 *
 * @param owner who asks; a PIN knows only the caller that had it issued
 * @param key names the try, so that the same one sent again is still one; absent means that each is a new try
 */
record PinAttempt(
        UUID pinId,
        PinBinding binding,
        RawPin presented,
        String owner,
        @Nullable String key) {}
