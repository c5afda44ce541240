// SPDX-License-Identifier: EUPL-1.2
/** Facts about passwords, their hashes and the limit on wrong ones. */
@NullMarked
package nl.koppelpunt.account.account;

import org.jspecify.annotations.NullMarked;
