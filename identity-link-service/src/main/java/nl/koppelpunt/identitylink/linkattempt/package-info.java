// SPDX-License-Identifier: EUPL-1.2
/** The way from a first login to a link: a proof, a PIN, a confirmation; every step can be asked again after a crash. */
@NullMarked
package nl.koppelpunt.identitylink.linkattempt;

import org.jspecify.annotations.NullMarked;
