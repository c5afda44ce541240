// SPDX-License-Identifier: EUPL-1.2
/**
 * The eHerkenning broker and supplier of a development machine: its settings and start; never part of a real environment.
 */
@NullMarked
package nl.koppelpunt.simulator;

import org.jspecify.annotations.NullMarked;
