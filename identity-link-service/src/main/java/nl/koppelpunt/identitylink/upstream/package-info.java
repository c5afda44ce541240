// SPDX-License-Identifier: EUPL-1.2
/** How this service calls another: with its own token, within a time-out, and never taking an outage for an answer. */
@NullMarked
package nl.koppelpunt.identitylink.upstream;

import org.jspecify.annotations.NullMarked;
