// SPDX-License-Identifier: EUPL-1.2
/** The one door: what every part of the gateway shares, its settings and its keyed hashes, and nothing about pages or routes. */
@NullMarked
package nl.koppelpunt.gateway;

import org.jspecify.annotations.NullMarked;
