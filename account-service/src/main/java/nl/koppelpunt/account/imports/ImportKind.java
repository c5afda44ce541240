// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

enum ImportKind {
    BOARDS,
    INSTITUTIONS,
    ACCOUNTS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImportKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
