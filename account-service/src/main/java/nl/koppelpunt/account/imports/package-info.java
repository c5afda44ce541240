// SPDX-License-Identifier: EUPL-1.2
/** Files from outside turned into boards, schools and accounts: whole or not at all, by jobs that outlive a crash. */
@NullMarked
package nl.koppelpunt.account.imports;

import org.jspecify.annotations.NullMarked;
