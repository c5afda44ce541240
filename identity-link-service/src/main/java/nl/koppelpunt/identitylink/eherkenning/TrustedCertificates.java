// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates somebody put in a file for us to trust; read again when asked, and a file that is none changes nothing. */
final class TrustedCertificates {

    private static final Logger log = LoggerFactory.getLogger(TrustedCertificates.class);

    private final Path file;
    private final AtomicReference<List<X509Certificate>> read;

    /** Without them the program does not start. */
    TrustedCertificates(Path file) {
        this.file = file;
        this.read = new AtomicReference<>(PemCertificates.read(file));
    }

    List<X509Certificate> current() {
        return read.get();
    }

    void refresh() {
        try {
            List<X509Certificate> found = PemCertificates.read(file);
            if (!found.equals(read.getAndSet(found))) {
                log.warn("Other certificates are trusted from now on: {} was read again", file);
            }
        } catch (IllegalStateException e) {
            log.error("Those read before stay trusted: {}", e.getMessage());
        }
    }
}
