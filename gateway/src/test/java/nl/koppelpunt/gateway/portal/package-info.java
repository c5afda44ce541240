// SPDX-License-Identifier: EUPL-1.2
/** What the gateway promises about portal, seen from outside. */
@NullMarked
package nl.koppelpunt.gateway.portal;

import org.jspecify.annotations.NullMarked;
