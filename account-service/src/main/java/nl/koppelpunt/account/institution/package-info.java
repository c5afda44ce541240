// SPDX-License-Identifier: EUPL-1.2
/** Boards and schools as the public registers know them, and the representative on record; no account, code or person. */
@NullMarked
package nl.koppelpunt.account.institution;

import org.jspecify.annotations.NullMarked;
