// SPDX-License-Identifier: EUPL-1.2
/** Facts about codes and logins under way that need no server. */
@NullMarked
package nl.koppelpunt.simulator.login;

import org.jspecify.annotations.NullMarked;
