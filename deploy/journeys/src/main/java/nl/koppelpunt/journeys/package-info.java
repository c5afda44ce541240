// SPDX-License-Identifier: EUPL-1.2
/** The journeys through the running product; all of it is tests, in the package of the launcher. */
@NullMarked
package nl.koppelpunt.journeys;

import org.jspecify.annotations.NullMarked;
