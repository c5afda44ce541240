// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.UUID;
import nl.koppelpunt.account.institution.EmailAddress;
import nl.koppelpunt.account.institution.KvkNumber;
import nl.koppelpunt.account.proof.Proof;
import org.jspecify.annotations.Nullable;

/**
 * @param portalUserId the person who adds an institution; absent for a new person
 */
record RegistrationRequest(
        UUID linkAttemptId,
        Proof proof,
        EmailAddress email,
        String locale,
        @Nullable KvkNumber kvkNumber,
        @Nullable UUID portalUserId) {}
