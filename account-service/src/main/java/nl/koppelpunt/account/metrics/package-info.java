// SPDX-License-Identifier: EUPL-1.2
/** Counters that an operator watches. What is counted, and when, is decided where it happens. */
@NullMarked
package nl.koppelpunt.account.metrics;

import org.jspecify.annotations.NullMarked;
