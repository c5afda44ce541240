// SPDX-License-Identifier: EUPL-1.2
/** Facts about files: their dialects, their errors, and jobs that survive their process. */
@NullMarked
package nl.koppelpunt.account.imports;

import org.jspecify.annotations.NullMarked;
