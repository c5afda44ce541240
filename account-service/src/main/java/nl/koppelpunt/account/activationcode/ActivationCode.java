// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.util.UUID;
import nl.koppelpunt.account.institution.InstitutionCode;

/** A code that was typed and found, with what became of it. */
public record ActivationCode(UUID id, InstitutionCode institution, State state) {

    public enum State {
        OPEN,
        REDEEMED,
        ENDED
    }
}
