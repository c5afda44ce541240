// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.identitylink.accounts.Claim;

/** What the link form brings: a claim, and where to mail the PIN. */
record Submission(String email, String locale, Claim claim) {

    @Override
    public String toString() {
        return "Submission[redacted]";
    }
}
