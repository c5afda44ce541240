// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import org.jspecify.annotations.Nullable;

/** One board of a batch. */
public record BoardEntry(
        InstitutionCode number, String name, @Nullable KvkNumber kvkNumber) {}
