// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who an eHerkenning identity is, byte for byte: nothing is trimmed, folded or normalised. */
public record IdentityKey(String broker, String legalType, String legalValue, String actingType, String actingValue) {

    private static final String KVK = "KvKnr";

    /** One text for the five parts; the lengths keep two identities from ever reading as the same text. */
    public String canonical() {
        return Stream.of(broker, legalType, legalValue, actingType, actingValue)
                .map(part -> part.getBytes(StandardCharsets.UTF_8).length + ":" + part)
                .collect(Collectors.joining(","));
    }

    public @Nullable String kvkNumber() {
        return legalType.equals(KVK) ? legalValue : null;
    }

    @Override
    public String toString() {
        return "IdentityKey[redacted]";
    }
}
