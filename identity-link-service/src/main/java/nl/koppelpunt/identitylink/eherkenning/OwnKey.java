// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** One of our own keys, known to the broker by the fingerprint of its certificate. */
record OwnKey(PrivateKey privateKey, X509Certificate certificate) {

    private static final byte[] PROBE = "the two halves of one pair".getBytes(StandardCharsets.US_ASCII);

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

    /** Whether the private key is the one the certificate is of. */
    boolean isPair() {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "OwnKey[" + name() + "]";
    }
}
