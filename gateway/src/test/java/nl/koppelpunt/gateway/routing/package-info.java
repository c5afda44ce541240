// SPDX-License-Identifier: EUPL-1.2
/** What the gateway promises about routing, seen from outside. */
@NullMarked
package nl.koppelpunt.gateway.routing;

import org.jspecify.annotations.NullMarked;
