// SPDX-License-Identifier: EUPL-1.2
/** Which requests go to which service, and what may travel along: paths, headers, credentials, sizes. Deny by default. */
@NullMarked
package nl.koppelpunt.gateway.routing;

import org.jspecify.annotations.NullMarked;
