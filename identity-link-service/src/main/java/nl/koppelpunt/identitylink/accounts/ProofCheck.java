// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

/** What account-service makes of a claim. */
public sealed interface ProofCheck {

    /** {@code kvk} is {@code fits}, or {@code unknown} where no number of the trade register is on record. */
    record Proved(Proof proof, Institution institution, String kvk) implements ProofCheck {}

    /** Unknown, wrong, blocked or expired: which of them is told to nobody. */
    record Refused() implements ProofCheck {}

    record OrganisationDiffers() implements ProofCheck {}

    record ProofUsed() implements ProofCheck {}

    record InstitutionClosed() implements ProofCheck {}
}
