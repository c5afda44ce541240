// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to be registered; the same link attempt always gives the same portal user. */
public record Registrant(
        UUID linkAttemptId,
        Proof proof,
        String email,
        String locale,
        @Nullable String kvkNumber) {

    @Override
    public String toString() {
        return "Registrant[linkAttemptId=" + linkAttemptId + "]";
    }
}
