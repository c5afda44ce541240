// SPDX-License-Identifier: EUPL-1.2
/** Holds docker-compose.yml and the images against the programs as they are built. */
@NullMarked
package nl.koppelpunt.compose;

import org.jspecify.annotations.NullMarked;
