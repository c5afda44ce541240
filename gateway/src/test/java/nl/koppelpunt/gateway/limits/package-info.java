// SPDX-License-Identifier: EUPL-1.2
/** What the gateway promises about limits, seen from outside. */
@NullMarked
package nl.koppelpunt.gateway.limits;

import org.jspecify.annotations.NullMarked;
