// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import org.jspecify.annotations.Nullable;

/**
 * What an authorisation is limited to, and through whom it runs.
 *
 * @param establishment the one branch in the trade register it is for, if it is limited
 * @param intermediaryType the register of the organisation in between, in a chain authorisation
 * @param intermediaryValue its number in that register
 */
public record Authorisation(
        @Nullable String establishment,
        @Nullable String intermediaryType,
        @Nullable String intermediaryValue) {}
