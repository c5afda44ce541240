// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Locale;

public enum InstitutionKind {
    BOARD,
    SCHOOL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
