// SPDX-License-Identifier: EUPL-1.2
/** The sessions of browsers: a random cookie of which only the hash is kept, exchanged for short-lived tokens. */
@NullMarked
package nl.koppelpunt.identitylink.session;

import org.jspecify.annotations.NullMarked;
