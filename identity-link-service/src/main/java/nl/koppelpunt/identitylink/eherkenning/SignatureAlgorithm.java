// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Locale;

/** The ways of signing that may be allowed at all; nothing with SHA-1 or MD5, DSA or a shared secret is among them. */
enum SignatureAlgorithm {
    RSA_SHA256,
    RSA_SHA384,
    RSA_SHA512;

    String uri() {
        return "http://www.w3.org/2001/04/xmldsig-more#"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
