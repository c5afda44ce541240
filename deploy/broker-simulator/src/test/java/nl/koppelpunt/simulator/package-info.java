// SPDX-License-Identifier: EUPL-1.2
/** The simulator as a whole, against a service provider that shares no code with it. */
@NullMarked
package nl.koppelpunt.simulator;

import org.jspecify.annotations.NullMarked;
