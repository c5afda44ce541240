// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What pin-service needs to mail a PIN.
 *
 * @param limitSubject the account or code it is about
 * @param after the PIN that was sent before this one is ordered; absent for the first
 */
public record PinOrder(
        String email,
        String locale,
        PinBinding binding,
        String limitSubject,
        @Nullable UUID after) {

    /** The same for as long as nobody knows what came of this order: given again, it is one PIN and one mail. */
    UUID key() {
        return UUID.nameUUIDFromBytes(
                ("pin " + after + " " + locale + " " + binding.value()).getBytes(StandardCharsets.UTF_8));
    }

    /** The order of another PIN once this one came to {@code pin}. */
    public PinOrder after(UUID pin) {
        return new PinOrder(email, locale, binding, limitSubject, pin);
    }

    @Override
    public String toString() {
        return "PinOrder[redacted]";
    }
}
