// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides whether the organisation someone acts for may be linked to an institution. */
@Component
public class OrganisationPolicy {

    private final OrganisationProperties properties;

    OrganisationPolicy(OrganisationProperties properties) {
        this.properties = properties;
    }

    /**
     * Without a number on record nothing can be compared: the link goes on and is marked. With one on record an
     * assertion without a number does not fit either, or leaving it out would be the way around the check.
     */
    public KvkMatch match(Institution institution, @Nullable KvkNumber asserted) {
        var onRecord = institution.kvkNumber();
        if (onRecord == null) {
            return KvkMatch.UNKNOWN;
        }
        if (onRecord.equals(asserted)) {
            return KvkMatch.FITS;
        }
        return isExempt(institution) ? KvkMatch.UNKNOWN : KvkMatch.DIFFERS;
    }

    private boolean isExempt(Institution institution) {
        var board = institution.responsibleBoard();
        return board != null && properties.kvkExemptBoards().contains(board);
    }
}
