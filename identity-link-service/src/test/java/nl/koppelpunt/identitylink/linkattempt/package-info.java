// SPDX-License-Identifier: EUPL-1.2
/** Proves the way to a link, step by step and over every crash on it. */
@NullMarked
package nl.koppelpunt.identitylink.linkattempt;

import org.jspecify.annotations.NullMarked;
