// SPDX-License-Identifier: EUPL-1.2
/** Tests of the launcher's parts, and the journeys of a person through the whole running product. */
@NullMarked
package nl.koppelpunt.local;

import org.jspecify.annotations.NullMarked;
