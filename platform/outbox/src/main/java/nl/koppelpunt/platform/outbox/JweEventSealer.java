// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.ParseException;
import tools.jackson.databind.json.JsonMapper;

/** Seals to the first encryption key of the mailer's public key set. */
final class JweEventSealer implements EventSealer {

    private static final JWKMatcher ENCRYPTION_KEY = new JWKMatcher.Builder()
            .keyType(KeyType.EC)
            .keyUses(KeyUse.ENCRYPTION, null)
            .build();

    private final JsonMapper json;
    private final ECKey recipient;

    JweEventSealer(JsonMapper json, ECKey recipient) {
        this.json = json;
        this.recipient = recipient.toPublicJWK();
    }

    static JweEventSealer of(JsonMapper json, Path recipientKeysFile) {
        try {
            return new JWKSelector(ENCRYPTION_KEY)
                    .select(JWKSet.load(recipientKeysFile.toFile())).stream()
                            .map(key -> new JweEventSealer(json, key.toECKey()))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalStateException("No EC key for encryption in " + recipientKeysFile));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the mailer's keys: " + recipientKeysFile, e);
        } catch (ParseException e) {
            throw new IllegalStateException("Not a JWK set: " + recipientKeysFile, e);
        }
    }

    @Override
    public String seal(Object content) {
        var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .keyID(recipient.getKeyID())
                .build();
        var message = new JWEObject(header, new Payload(json.writeValueAsBytes(content)));
        try {
            message.encrypt(new ECDHEncrypter(recipient));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot seal for the mailer", e);
        }
        return message.serialize();
    }
}
