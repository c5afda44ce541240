// SPDX-License-Identifier: EUPL-1.2
/** The reading side of events: typed records, bounded retries, a dead-letter topic. What an event means is not here. */
@NullMarked
package nl.koppelpunt.platform.consumption;

import org.jspecify.annotations.NullMarked;
