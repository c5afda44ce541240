// SPDX-License-Identifier: EUPL-1.2
/** Runs the benchmarks, and makes ratios of what they say. */
@NullMarked
package nl.koppelpunt.bench;

import org.jspecify.annotations.NullMarked;
