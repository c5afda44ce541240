// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.account.institution.InstitutionCode;

record Membership(UUID id, UUID portalUserId, InstitutionCode institutionCode, Instant addedAt) {}
