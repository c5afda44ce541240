// SPDX-License-Identifier: EUPL-1.2
/** What the gateway promises about language, seen from outside. */
@NullMarked
package nl.koppelpunt.gateway.language;

import org.jspecify.annotations.NullMarked;
