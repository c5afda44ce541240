// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    private static final int NAME_LENGTH = 22;
    private static final Pattern FORM = Pattern.compile("[\\w-]{" + NAME_LENGTH + "}");

    private final KeyedHash hash;

    TryIds(GatewayProperties properties) {
        this.hash = KeyedHash.withKeyFrom(properties.csrfKeyFile());
    }

    /**
     * For the hidden field of a form: another one after each PIN that was judged and for each PIN that was mailed. Until then
     * it is the same, also on a page that was lost and is asked for again.
     */
    String formOf(LinkAttempt attempt) {
        return hash.of("form " + attempt.pinExpiresAt() + " " + attempt.triesLeft())
                .substring(0, NAME_LENGTH);
    }

    /** For a form that is none of ours a try that counts by itself. */
    TypedPin read(@Nullable String form, @Nullable String typed) {
        var pin = Objects.requireNonNullElse(typed, "").replaceAll("[\\s-]", "");
        return form != null && FORM.matcher(form).matches()
                ? new TypedPin(pin, form, tryId(form, pin))
                : new TypedPin(pin, null, null);
    }

    private UUID tryId(String form, String pin) {
        return UUID.nameUUIDFromBytes(hash.of("try " + form + " " + pin).getBytes(UTF_8));
    }
}
