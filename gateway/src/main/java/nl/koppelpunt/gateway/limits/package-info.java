// SPDX-License-Identifier: EUPL-1.2
/** Limits per source of requests, kept in this replica's bounded memory; what must be counted exactly is counted by the services. */
@NullMarked
package nl.koppelpunt.gateway.limits;

import org.jspecify.annotations.NullMarked;
