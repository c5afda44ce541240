// SPDX-License-Identifier: EUPL-1.2
/** Tests that hold every record, its schema and its sample together. */
@NullMarked
package nl.koppelpunt.event;

import org.jspecify.annotations.NullMarked;
