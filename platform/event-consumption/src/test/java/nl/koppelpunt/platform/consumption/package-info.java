// SPDX-License-Identifier: EUPL-1.2
/** Tests of the reading side against a real broker. */
@NullMarked
package nl.koppelpunt.platform.consumption;

import org.jspecify.annotations.NullMarked;
