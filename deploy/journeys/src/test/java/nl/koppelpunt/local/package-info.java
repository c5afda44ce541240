// SPDX-License-Identifier: EUPL-1.2
/** The journeys of a person through the whole running product, in the package of the launcher that runs it. */
@NullMarked
package nl.koppelpunt.local;

import org.jspecify.annotations.NullMarked;
