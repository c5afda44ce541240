// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** One of our own keys, known to the broker by the fingerprint of its certificate. */
record OwnKey(PrivateKey privateKey, X509Certificate certificate) {

    String name() {
        return Hashes.hex(Hashes.sha256(encodedCertificate()));
    }

    byte[] encodedCertificate() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }

    @Override
    public String toString() {
        return "OwnKey[" + name() + "]";
    }
}
