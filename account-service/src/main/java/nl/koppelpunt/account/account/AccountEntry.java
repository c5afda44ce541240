// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import nl.koppelpunt.account.institution.InstitutionCode;

/** One account of a batch, with its hash as the old system left it. */
public record AccountEntry(InstitutionCode institution, String username, PasswordHash passwordHash) {}
