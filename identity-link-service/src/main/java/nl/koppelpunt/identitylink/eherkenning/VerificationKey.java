// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate we may verify signatures with, because it is pinned or stood in metadata we verified.
 *
 * @param name the KeyName it goes by, if it has one
 */
record VerificationKey(@Nullable String name, X509Certificate certificate) {

    static final int MINIMUM_BITS = 2048;

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /** RSA, long enough, and issued for signing. */
    boolean isUsable(int minimumBits) {
        return certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= minimumBits
                && maySign();
    }

    boolean isValidAt(Instant moment) {
        return !moment.isBefore(certificate.getNotBefore().toInstant())
                && !moment.isAfter(certificate.getNotAfter().toInstant());
    }

    String fingerprint() {
        try {
            return Hashes.hex(Hashes.sha256(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }

    PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    private boolean maySign() {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
    }
}
