// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The key pair of the mailer: opens what a service sealed, and seals what the mailer is to open. */
public final class MailKeys {

    private final ECKey key;
    private final Path publicKeysFile;
    private final Path privateKeysFile;

    public MailKeys() {
        try {
            this.key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(JWEAlgorithm.ECDH_ES)
                    .keyIDFromThumbprint(true)
                    .generate();
            Path directory = TemporaryFolder.create("koppelpunt-mail-keys");
            this.publicKeysFile = directory.resolve("public.json");
            this.privateKeysFile = directory.resolve("private.json");
            var keys = new JWKSet(key);
            Files.writeString(publicKeysFile, keys.toString(true));
            Files.writeString(privateKeysFile, keys.toString(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path publicKeysFile() {
        return publicKeysFile;
    }

    public Path privateKeysFile() {
        return privateKeysFile;
    }

    /** The JSON text inside a JWE. */
    public String open(String jwe) {
        try {
            JWEObject message = JWEObject.parse(jwe);
            message.decrypt(new ECDHDecrypter(key));
            return message.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("Not a message for the mailer", e);
        }
    }

    /** A JWE as a service makes it, of JSON text. */
    public String seal(String json) {
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                    .keyID(key.getKeyID())
                    .build();
            var message = new JWEObject(header, new Payload(json));
            message.encrypt(new ECDHEncrypter(key.toECPublicKey()));
            return message.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
