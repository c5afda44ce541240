// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.List;

/** What only the mailer may read of an added institution. */
record Recipients(String organisation, List<Recipient> recipients) {

    @Override
    public String toString() {
        return "Recipients[redacted]";
    }

    record Recipient(String role, String email) {

        @Override
        public String toString() {
            return "Recipient[" + role + ", redacted]";
        }
    }
}
