// SPDX-License-Identifier: EUPL-1.2
/** What it costs to check a password. */
@NullMarked
package nl.koppelpunt.account.account;

import org.jspecify.annotations.NullMarked;
