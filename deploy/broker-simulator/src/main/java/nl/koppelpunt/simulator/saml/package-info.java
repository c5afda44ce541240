// SPDX-License-Identifier: EUPL-1.2
/**
 * What the broker says and hears in SAML: requests checked, assertions written and signed, artifacts kept and resolved.
 */
@NullMarked
package nl.koppelpunt.simulator.saml;

import org.jspecify.annotations.NullMarked;
