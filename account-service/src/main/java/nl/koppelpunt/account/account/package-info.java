// SPDX-License-Identifier: EUPL-1.2
/** The old credentials and how they are verified: hashes, the room where hashing happens, and the limit on wrong passwords. */
@NullMarked
package nl.koppelpunt.account.account;

import org.jspecify.annotations.NullMarked;
