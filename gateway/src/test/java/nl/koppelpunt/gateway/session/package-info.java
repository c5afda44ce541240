// SPDX-License-Identifier: EUPL-1.2
/** What the gateway promises about session, seen from outside. */
@NullMarked
package nl.koppelpunt.gateway.session;

import org.jspecify.annotations.NullMarked;
