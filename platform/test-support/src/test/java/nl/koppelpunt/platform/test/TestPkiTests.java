// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPkiTests {

    private final TestPki pki = new TestPki();

    @Test
    void certificateIsOfItsAuthority() {
        TestPki.Issued issued = pki.issue("broker", "localhost", "127.0.0.1");
        assertThatCode(() -> issued.certificate().verify(pki.certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThat(pki.certificate().getBasicConstraints()).isNotNegative();
        assertThat(issued.certificate().getBasicConstraints()).isNegative();
    }

    @Test
    void severalKeysGoInOneFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        pki.issue("one").writePkcs12(file, "signing", "secret");
        pki.issue("two").writePkcs12(file, "tls", "secret");
        KeyStore store = KeyStore.getInstance(file.toFile(), "secret".toCharArray());
        assertThat(Collections.list(store.aliases())).containsExactlyInAnyOrder("signing", "tls");
    }

    @Test
    void pemIsReadableByTheJdk(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("ca.pem");
        pki.writePem(file);
        try (var in = Files.newInputStream(file)) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .isEqualTo(pki.certificate());
        }
    }
}
