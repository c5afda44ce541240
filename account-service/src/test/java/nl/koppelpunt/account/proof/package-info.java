// SPDX-License-Identifier: EUPL-1.2
/** Facts about the two checks and how little their answers tell. */
@NullMarked
package nl.koppelpunt.account.proof;

import org.jspecify.annotations.NullMarked;
