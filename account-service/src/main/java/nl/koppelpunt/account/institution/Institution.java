// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import org.jspecify.annotations.Nullable;

/**
 * A board or a school.
 *
 * @param kvkNumber of the legal person behind it: the board's own, or that of the school's board
 */
public record Institution(
        InstitutionCode code,
        InstitutionKind kind,
        String name,
        @Nullable String boardNumber,
        @Nullable String boardName,
        @Nullable KvkNumber kvkNumber,
        boolean closed) {

    /** The board that answers for this institution: itself when it is one. */
    public @Nullable String responsibleBoard() {
        return kind == InstitutionKind.BOARD ? code.value() : boardNumber;
    }

    public @Nullable String organisationName() {
        return kind == InstitutionKind.BOARD ? name : boardName;
    }
}
