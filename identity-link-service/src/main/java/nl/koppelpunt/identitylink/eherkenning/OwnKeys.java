// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Our keys as they were read: for each purpose one or more, of which one is in use at a time. */
record OwnKeys(List<DatedKey> signing, List<DatedKey> decryption, List<DatedKey> tls) {

    private static final Comparator<DatedKey> BY_ACTIVATION = Comparator.comparing(DatedKey::activeFrom);

    /**
     * The key that was activated last, of those whose certificate has not ended; failing that, the one that comes
     * nearest to it: a broker that refuses our key says so, and a program that stops says less.
     */
    static DatedKey inUse(List<DatedKey> keys, Instant moment) {
        return latest(keys, key -> key.isUsableAt(moment))
                .or(() -> latest(keys, key -> key.isActiveAt(moment)))
                .orElseGet(() -> keys.stream().min(BY_ACTIVATION).orElseThrow());
    }

    /** What a broker has to know of: the key in use and those that come after it. */
    static List<DatedKey> announced(List<DatedKey> keys, Instant moment) {
        DatedKey inUse = inUse(keys, moment);
        return keys.stream()
                .filter(key -> key.equals(inUse) || !key.isActiveAt(moment))
                .sorted(BY_ACTIVATION)
                .toList();
    }

    static DatedKey last(List<DatedKey> keys) {
        return keys.stream().max(BY_ACTIVATION).orElseThrow();
    }

    private static Optional<DatedKey> latest(List<DatedKey> keys, Predicate<DatedKey> which) {
        return keys.stream().filter(which).max(BY_ACTIVATION);
    }
}
