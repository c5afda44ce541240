// SPDX-License-Identifier: EUPL-1.2
/** Proves what a cookie and a token are worth, and until when. */
@NullMarked
package nl.koppelpunt.identitylink.session;

import org.jspecify.annotations.NullMarked;
