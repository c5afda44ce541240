// SPDX-License-Identifier: EUPL-1.2
/** Attacks on and proofs of the service provider, with a broker of its own that signs and encrypts genuine messages. */
@NullMarked
package nl.koppelpunt.identitylink.eherkenning;

import org.jspecify.annotations.NullMarked;
