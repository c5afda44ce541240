// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** Reads our keys from the files mounted for them. */
final class KeyFiles {

    private final EHerkenningProperties properties;

    KeyFiles(EHerkenningProperties properties) {
        this.properties = properties;
    }

    /** Changes when the content of any of the files does, however they are replaced. */
    String fingerprint() {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        Stream<Path> store = Stream.of(properties.keyStore(), properties.keyStorePasswordFile())
                .filter(Objects::nonNull);
        Stream.concat(store, properties.allKeys().flatMap(KeySource::files))
                .map(KeyFiles::content)
                .forEach(content -> digests.writeBytes(Hashes.sha256(content)));
        return Hashes.hex(Hashes.sha256(digests.toByteArray()));
    }

    OwnKeys read() {
        char[] password = password(properties.keyStorePasswordFile());
        KeyStore store = properties.keyStore() == null ? null : keyStore(properties.keyStore(), password);
        return new OwnKeys(
                rsa(keys(properties.signingKeys(), store, password)),
                rsa(keys(properties.decryptionKeys(), store, password)),
                keys(properties.tlsKeys(), store, password));
    }

    private static List<DatedKey> keys(List<KeySource> sources, @Nullable KeyStore store, char[] password) {
        return sources.stream()
                .map(source -> source.alias() == null ? fromPem(source) : fromStore(source, store, password))
                .toList();
    }

    private static DatedKey fromStore(KeySource source, @Nullable KeyStore store, char[] password) {
        String alias = Objects.requireNonNull(source.alias());
        try {
            if (store != null && store.getKey(alias, password) instanceof PrivateKey key) {
                Certificate[] chain = store.getCertificateChain(alias);
                return dated(
                        source,
                        key,
                        Arrays.stream(chain).map(X509Certificate.class::cast).toList());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key '" + alias + "' cannot be read", e);
        }
        throw new IllegalStateException("The key store has no key '" + alias + "'");
    }

    private static DatedKey fromPem(KeySource source) {
        Path certificate = Objects.requireNonNull(source.certificateFile());
        Path key = Objects.requireNonNull(source.privateKeyFile());
        String password = source.passwordFile() == null ? null : new String(password(source.passwordFile()));
        try {
            return dated(
                    source,
                    Objects.requireNonNull(PemContent.load(key).getPrivateKey(password)),
                    PemContent.load(certificate).getCertificates());
        } catch (IOException | RuntimeException e) {
            // The cause may quote the file.
            throw new IllegalStateException("The key in " + key + " or its certificate in " + certificate
                    + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static DatedKey dated(KeySource source, PrivateKey key, List<X509Certificate> chain) {
        X509Certificate certificate = chain.getFirst();
        return new DatedKey(
                new OwnKey(key, certificate),
                List.copyOf(chain),
                source.activeFrom() == null ? certificate.getNotBefore().toInstant() : source.activeFrom());
    }

    /** What the scheme prescribes for messages; a key that is not that of its certificate would fail every login. */
    private static List<DatedKey> rsa(List<DatedKey> keys) {
        for (DatedKey key : keys) {
            boolean longEnough = key.key().certificate().getPublicKey() instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() >= VerificationKey.MINIMUM_BITS;
            if (!longEnough || !key.key().isPair()) {
                throw new IllegalStateException(
                        "The key of certificate " + key.key().name()
                                + " is not RSA of at least 2048 bits, or is not the key of that certificate");
            }
        }
        return keys;
    }

    private static KeyStore keyStore(Path file, char[] password) {
        try (InputStream input = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(input, password);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The key store " + file + " cannot be read", e);
        }
    }

    private static char[] password(@Nullable Path file) {
        return file == null
                ? new char[0]
                : new String(content(file), StandardCharsets.UTF_8).strip().toCharArray();
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("The file " + file + " cannot be read", e);
        }
    }
}
