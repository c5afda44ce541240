// SPDX-License-Identifier: EUPL-1.2
/** Proving that someone may act for an institution, by old password or by code: the checks, their one answer, nothing written but counts. */
@NullMarked
package nl.koppelpunt.account.proof;

import org.jspecify.annotations.NullMarked;
