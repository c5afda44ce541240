// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** Answers waiting to be fetched: each under an artifact of type 4 that works once and not for long. */
@Component
class Artifacts {

    private static final short TYPE = 0x0004;
    private static final short ENDPOINT = 0;

    private final ConcurrentMap<String, String> waiting;
    private final byte[] sourceId;
    private final SecureRandom random;

    Artifacts(SimulatorProperties properties, SecureRandom random, Ticker ticker) {
        this.waiting = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(2))
                .ticker(ticker)
                .<String, String>build()
                .asMap();
        this.sourceId = sha1(properties.entityId());
        this.random = random;
    }

    String keep(Document response) {
        var handle = new byte[20];
        random.nextBytes(handle);
        var bytes = ByteBuffer.allocate(44)
                .putShort(TYPE)
                .putShort(ENDPOINT)
                .put(sourceId)
                .put(handle);
        var artifact = Base64.getEncoder().encodeToString(bytes.array());
        waiting.put(artifact, Xml.write(response));
        return artifact;
    }

    Optional<Document> take(String artifact) {
        return Optional.ofNullable(waiting.remove(artifact))
                .map(response -> Xml.parse(response.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha1(String entityId) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(entityId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
