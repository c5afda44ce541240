// SPDX-License-Identifier: EUPL-1.2
/** A portal application behind Koppelpunt: it believes one kind of token, and shows what that token says. */
@NullMarked
package nl.koppelpunt.sampleportal;

import org.jspecify.annotations.NullMarked;
