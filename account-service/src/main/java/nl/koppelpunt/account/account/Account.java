// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.util.UUID;
import nl.koppelpunt.account.institution.InstitutionCode;

/**
 * The old credential of one institution.
 *
 * @param used somebody proved with it before
 */
public record Account(UUID id, InstitutionCode institution, PasswordHash passwordHash, boolean blocked, boolean used) {}
