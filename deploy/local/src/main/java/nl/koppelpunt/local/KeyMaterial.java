// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.koppelpunt.platform.encryption.Keysets;
import nl.koppelpunt.platform.test.TestPki;

/**
 * Everything that a deployment mounts from its vault, made once for this installation.
 *
 * @param brokerHosts names and addresses that the broker's back channel is reached by
 */
record KeyMaterial(Secrets secrets, List<String> brokerHosts) {

    private static final List<String> ENCRYPTING_SERVICES = List.of("identity-link", "account", "pin", "notification");

    /** The last file written: without it the making was cut short and starts again. */
    private static final String COMPLETE = "complete";

    KeyMaterial(Secrets secrets) {
        this(secrets, List.of("localhost", "127.0.0.1"));
    }

    void createOnce() {
        if (Files.exists(secrets.file(COMPLETE))) {
            return;
        }
        // A key store of a run that was cut short has keys of an authority that is gone.
        Layout.delete(keyStore("identity-link"));
        Layout.delete(keyStore("broker"));
        createCertificates();
        createTokenKeys();
        createMailKeys();
        ENCRYPTING_SERVICES.forEach(this::createKeysets);
        PrivateFiles.write(secrets.file(COMPLETE), "The keys in this folder belong to the databases beside it.\n");
    }

    Path authority() {
        return secrets.file("ca.pem");
    }

    Path keyStore(String party) {
        return secrets.file(party + ".p12");
    }

    Path keyStorePassword(String party) {
        return secrets.passwordFile(party + "-key-store");
    }

    Path brokerSigner() {
        return secrets.file("broker-signing.pem");
    }

    Path tokenKeys() {
        return secrets.file("token-signing.jwks");
    }

    Path mailPrivateKeys() {
        return secrets.file("mail-private.jwks");
    }

    Path mailPublicKeys() {
        return secrets.file("mail-public.jwks");
    }

    Path encryptionKeyset(String service) {
        return secrets.file(service + "-columns.json");
    }

    Path indexKeyset(String service) {
        return secrets.file(service + "-index.json");
    }

    private void createCertificates() {
        var authority = new TestPki("Koppelpunt local stack");
        authority.writePem(authority());
        addKey("identity-link", "signing", authority.issue("Koppelpunt signing"));
        addKey("identity-link", "encryption", authority.issue("Koppelpunt encryption"));
        addKey("identity-link", "tls", authority.issue("Koppelpunt back channel", "localhost"));
        var brokerSigning = authority.issue("Broker signing");
        addKey("broker", "signing", brokerSigning);
        addKey("broker", "tls", authority.issue("Broker back channel", brokerHosts.toArray(String[]::new)));
        brokerSigning.writePem(brokerSigner());
        PrivateFiles.protect(authority());
        PrivateFiles.protect(brokerSigner());
    }

    private void addKey(String party, String alias, TestPki.Issued issued) {
        issued.writePkcs12(keyStore(party), alias, PrivateFiles.read(keyStorePassword(party)));
        PrivateFiles.protect(keyStore(party));
    }

    private void createTokenKeys() {
        PrivateFiles.write(tokenKeys(), jwks(key("tokens-1", KeyUse.SIGNATURE, JWSAlgorithm.ES256), false));
    }

    private void createMailKeys() {
        var key = key("mail-1", KeyUse.ENCRYPTION, JWEAlgorithm.ECDH_ES);
        PrivateFiles.write(mailPrivateKeys(), jwks(key, false));
        PrivateFiles.write(mailPublicKeys(), jwks(key, true));
    }

    private void createKeysets(String service) {
        Keysets.createEncryptionKeyset(encryptionKeyset(service));
        Keysets.createIndexKeyset(indexKeyset(service));
        PrivateFiles.protect(encryptionKeyset(service));
        PrivateFiles.protect(indexKeyset(service));
    }

    private static JWK key(String id, KeyUse use, Algorithm algorithm) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(use)
                    .algorithm(algorithm)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks(JWK key, boolean publicOnly) {
        return new JWKSet(key).toString(publicOnly);
    }
}
