// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** Our keys, from one PKCS#12 file. */
record OwnKeys(OwnKey signing, List<OwnKey> decryption, OwnKey tls, List<X509Certificate> tlsChain) {

    static OwnKeys load(EHerkenningProperties properties) {
        Path file = properties.keyStore();
        try (InputStream input = Files.newInputStream(file)) {
            char[] password =
                    Files.readString(properties.keyStorePasswordFile()).strip().toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(input, password);
            Certificate[] chain = store.getCertificateChain(properties.tlsKeyAlias());
            return new OwnKeys(
                    key(store, properties.signingKeyAlias(), password),
                    properties.decryptionKeyAliases().stream()
                            .map(alias -> key(store, alias, password))
                            .toList(),
                    key(store, properties.tlsKeyAlias(), password),
                    Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The key store " + file + " cannot be read", e);
        }
    }

    private static OwnKey key(KeyStore store, String alias, char[] password) {
        try {
            if (store.getKey(alias, password) instanceof PrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return new OwnKey(key, certificate);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key '" + alias + "' cannot be read", e);
        }
        throw new IllegalStateException("The key store has no key '" + alias + "'");
    }
}
