// SPDX-License-Identifier: EUPL-1.2
/** Proves what may stand in the settings of tokens. */
@NullMarked
package nl.koppelpunt.identitylink.tokens;

import org.jspecify.annotations.NullMarked;
