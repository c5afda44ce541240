// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

/** One location of a batch, with the board of its school. */
public record LocationEntry(LocationCode code, String name, InstitutionCode boardNumber) {}
