// SPDX-License-Identifier: EUPL-1.2
/** Signs the tokens other services trust: of a person behind a session, and of this service itself; it decides nothing about either. */
@NullMarked
package nl.koppelpunt.identitylink.tokens;

import org.jspecify.annotations.NullMarked;
