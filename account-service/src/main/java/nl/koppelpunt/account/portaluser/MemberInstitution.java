// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import nl.koppelpunt.account.institution.InstitutionKind;
import org.jspecify.annotations.Nullable;

/** An institution as its member sees it. */
record MemberInstitution(
        String code, String name, String kind, @Nullable String boardNumber) {

    static MemberInstitution read(Readable row) {
        return new MemberInstitution(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                InstitutionKind.valueOf(Objects.requireNonNull(row.get("kind", String.class)))
                        .label(),
                row.get("board_number", String.class));
    }
}
