// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.KeyedHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells a form that is sent twice, by a double click or a browser that tries again, from a second try. The same PIN in the
 * same form is one try; another PIN in it, after the button Back, is another. The hash is keyed: nobody can find the PIN
 * from it.
 */
@Component
class TryIds {

    private static final int BITS = 64;
    private static final int RADIX = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-v]{1,13}");

    private final SecureRandom random;
    private final KeyedHash hash;

    TryIds(SecureRandom random, GatewayProperties properties) {
        this.random = random;
        this.hash = KeyedHash.withKeyFrom(properties.csrfKeyFile());
    }

    /** For the hidden field of a form. */
    String nextForm() {
        return new BigInteger(BITS, random).toString(RADIX);
    }

    /** For a form that is none of ours a try that counts by itself. */
    TypedPin read(@Nullable String form, @Nullable String typed) {
        var pin = Objects.requireNonNullElse(typed, "").replaceAll("[\\s-]", "");
        return form != null && FORM.matcher(form).matches()
                ? new TypedPin(pin, form, tryId(form, pin))
                : new TypedPin(pin, nextForm(), null);
    }

    private UUID tryId(String form, String pin) {
        return UUID.nameUUIDFromBytes(hash.of("try " + form + " " + pin).getBytes(UTF_8));
    }
}
