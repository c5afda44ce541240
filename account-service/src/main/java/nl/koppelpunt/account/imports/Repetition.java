// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A rule for {@link Rows#refusing}: a key may stand in one row only. */
final class Repetition<T> implements Function<T, Optional<String>> {

    private final Set<String> seen = new HashSet<>();
    private final Function<T, String> key;
    private final String message;

    Repetition(Function<T, String> key, String message) {
        this.key = key;
        this.message = message;
    }

    @Override
    public Optional<String> apply(T entry) {
        return seen.add(key.apply(entry)) ? Optional.empty() : Optional.of(message);
    }
}
