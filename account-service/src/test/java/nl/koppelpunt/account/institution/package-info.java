// SPDX-License-Identifier: EUPL-1.2
/** Facts about codes, numbers and the comparison of organisations. */
@NullMarked
package nl.koppelpunt.account.institution;

import org.jspecify.annotations.NullMarked;
