// SPDX-License-Identifier: EUPL-1.2
/**
 * The SAML service provider for eHerkenning: the only place where bytes from a broker become a {@code VerifiedIdentity};
 * no XML and no SAML leave this package.
 */
@NullMarked
package nl.koppelpunt.identitylink.eherkenning;

import org.jspecify.annotations.NullMarked;
