// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates from a PEM file; a file without one is an error. */
final class PemCertificates {

    private PemCertificates() {}

    static List<X509Certificate> read(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(input).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IllegalStateException("No certificate in " + file);
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("The certificate file " + file + " cannot be read", e);
        }
    }
}
