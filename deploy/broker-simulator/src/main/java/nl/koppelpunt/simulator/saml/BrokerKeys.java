// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.springframework.stereotype.Component;

/** The keys of the broker, and one of the suppliers together that nobody outside can check. */
@Component
class BrokerKeys {

    private static final String SIGNING = "signing";
    private static final String TLS = "tls";

    private final SigningKey signing;
    private final X509Certificate signingCertificate;
    private final PrivateKey tlsKey;
    private final List<X509Certificate> tlsCertificates;
    private final Collection<X509Certificate> trustedClients;
    private final SigningKey supplier;

    BrokerKeys(SimulatorProperties properties) {
        try {
            var password =
                    Files.readString(properties.keyStorePasswordFile()).strip().toCharArray();
            var store = KeyStore.getInstance(properties.keyStore().toFile(), password);
            this.signingCertificate = chain(store, SIGNING).getFirst();
            this.signing = new SigningKey(fingerprint(signingCertificate), key(store, SIGNING, password));
            this.tlsKey = key(store, TLS, password);
            this.tlsCertificates = chain(store, TLS);
            this.trustedClients = certificates(properties.soapTrustFile());
            this.supplier = supplierKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key store of the simulator cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SigningKey signing() {
        return signing;
    }

    X509Certificate signingCertificate() {
        return signingCertificate;
    }

    SigningKey supplier() {
        return supplier;
    }

    PrivateKey tlsKey() {
        return tlsKey;
    }

    List<X509Certificate> tlsCertificates() {
        return tlsCertificates;
    }

    Collection<X509Certificate> trustedClients() {
        return trustedClients;
    }

    private static PrivateKey key(KeyStore store, String alias, char[] password) throws GeneralSecurityException {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
            return key;
        }
        throw new KeyStoreEntryMissingException(alias);
    }

    private static List<X509Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
        var chain = store.getCertificateChain(alias);
        if (chain == null) {
            throw new KeyStoreEntryMissingException(alias);
        }
        return Stream.of(chain).map(X509Certificate.class::cast).toList();
    }

    private static Collection<X509Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    /** Made anew at each start: a service often cannot check these signatures either, and must not need to. */
    private static SigningKey supplierKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        return new SigningKey(sha256(pair.getPublic().getEncoded()), pair.getPrivate());
    }

    private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return sha256(certificate.getEncoded());
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static final class KeyStoreEntryMissingException extends GeneralSecurityException {

        private static final long serialVersionUID = 1L;

        KeyStoreEntryMissingException(String alias) {
            super("No key '" + alias + "' in the key store");
        }
    }
}
