// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

import java.util.UUID;

/** What was proved: an account by its password, or an activation code by knowing it. */
public record Proof(String kind, UUID id) {

    /** Names the account or code to pin-service, which limits by it. */
    public String limitSubject() {
        return kind + ":" + id;
    }
}
