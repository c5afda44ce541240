// SPDX-License-Identifier: EUPL-1.2
/** The pages people see: they read the state of a link attempt or session at identity-link-service and keep none themselves. */
@NullMarked
package nl.koppelpunt.gateway.portal;

import org.jspecify.annotations.NullMarked;
