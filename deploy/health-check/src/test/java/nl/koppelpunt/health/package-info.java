// SPDX-License-Identifier: EUPL-1.2
/** Tests of the check, as an engine runs it: a process of its own. */
@NullMarked
package nl.koppelpunt.health;

import org.jspecify.annotations.NullMarked;
