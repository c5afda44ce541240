// SPDX-License-Identifier: EUPL-1.2
/** Facts about artifacts, freshness, pseudonyms and templates that need no server. */
@NullMarked
package nl.koppelpunt.simulator.saml;

import org.jspecify.annotations.NullMarked;
