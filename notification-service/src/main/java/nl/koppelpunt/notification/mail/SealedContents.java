// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Opens what other services sealed for the mailer alone; an old key is kept as long as its events may come. */
@Component
public class SealedContents {
    private final JWKSet keys;
    private final JsonMapper json;
    private final Scheduler unsealing;

    SealedContents(OutgoingMailProperties properties, JsonMapper json, Scheduler unsealing)
            throws IOException, ParseException {
        this.keys = JWKSet.load(properties.privateKeysFile().toFile());
        this.json = json;
        this.unsealing = unsealing;
    }

    public <T> Mono<T> open(String jwe, Class<T> type) {
        return Mono.fromCallable(() -> read(jwe, type)).subscribeOn(unsealing);
    }

    private <T> T read(String jwe, Class<T> type) {
        try {
            var sealed = JWEObject.parse(jwe);
            sealed.decrypt(new ECDHDecrypter(keyFor(sealed)));
            return json.readValue(sealed.getPayload().toBytes(), type);
        } catch (ParseException | JOSEException | JacksonException | IllegalArgumentException unreadable) {
            // Neither the cause nor its message goes on: both may quote what was sealed.
            throw new UnreadableContentException();
        }
    }

    private ECKey keyFor(JWEObject sealed) {
        var header = sealed.getHeader();
        if (!JWEAlgorithm.ECDH_ES.equals(header.getAlgorithm())
                || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())) {
            throw new UnreadableContentException();
        }
        if (keys.getKeyByKeyId(header.getKeyID()) instanceof ECKey key && key.isPrivate()) {
            return key;
        }
        throw new UnreadableContentException();
    }
}
