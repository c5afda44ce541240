// SPDX-License-Identifier: EUPL-1.2
/** Tests of the audit table on a real PostgreSQL. */
@NullMarked
package nl.koppelpunt.platform.audit;

import org.jspecify.annotations.NullMarked;
