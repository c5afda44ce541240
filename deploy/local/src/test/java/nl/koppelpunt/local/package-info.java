// SPDX-License-Identifier: EUPL-1.2
/** Tests of the launcher's parts. */
@NullMarked
package nl.koppelpunt.local;

import org.jspecify.annotations.NullMarked;
