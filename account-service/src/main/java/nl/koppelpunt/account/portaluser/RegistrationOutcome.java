// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.List;
import java.util.UUID;
import nl.koppelpunt.account.institution.Institution;

sealed interface RegistrationOutcome {

    /**
     * The person, the institution of this registration, and everything that person may act for.
     *
     * @param anew false when it had been registered before and is only told again
     */
    record Registered(UUID portalUserId, Institution institution, List<String> institutionCodes, boolean anew)
            implements RegistrationOutcome {}

    record Refused(Reason reason) implements RegistrationOutcome {}

    enum Reason {
        PROOF_USED("proof-used"),
        BLOCKED("blocked"),
        INSTITUTION_CLOSED("institution-closed");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
