// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.KvkMatch;

/** What a check found. {@code Refused} never says why: unknown, wrong, blocked, expired and limited are one answer. */
sealed interface ProofOutcome {

    record Proved(Proof proof, Institution institution, KvkMatch kvk) implements ProofOutcome {}

    record Refused() implements ProofOutcome {}

    record OrganisationDiffers() implements ProofOutcome {}

    record ProofUsed() implements ProofOutcome {}

    record InstitutionClosed() implements ProofOutcome {}
}
