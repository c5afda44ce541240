// SPDX-License-Identifier: EUPL-1.2
/** What it costs to issue a token. */
@NullMarked
package nl.koppelpunt.identitylink.tokens;

import org.jspecify.annotations.NullMarked;
