// SPDX-License-Identifier: EUPL-1.2
/** The gateway in tests: the running program between a client and real HTTP servers that play the services. */
@NullMarked
package nl.koppelpunt.gateway;

import org.jspecify.annotations.NullMarked;
