// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Optional;

/**
 * The organisation that is acted for.
 *
 * @param type the short name of the register, {@link #KVK} or {@link #RSIN}
 * @param value the number in that register, leading zeros kept
 */
public record LegalSubject(String type, String value) {

    public static final String KVK = "KvKnr";
    public static final String RSIN = "RSIN";

    public Optional<String> kvkNumber() {
        return type.equals(KVK) ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return "LegalSubject[type=" + type + ", redacted]";
    }
}
