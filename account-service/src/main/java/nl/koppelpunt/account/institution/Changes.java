// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Set;

/** What a batch did, by code; what is in neither set was there already, the same. */
public record Changes(Set<String> added, Set<String> changed) {}
