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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** Answers waiting to be fetched: each under an artifact of type 4 that works once and not for long. */
@Component
class Artifacts {

    private static final short TYPE = 0x0004;
    private static final short ENDPOINT = 0;

    /** An answer that waits, and what is to be wrong with how it is given. */
    record Waiting(Document response, @Nullable Defect defect) {}

    private record Kept(String response, @Nullable Defect defect) {}

    private final ConcurrentMap<String, Kept> waiting;
    private final byte[] sourceId;
    private final SecureRandom random;

    Artifacts(SimulatorProperties properties, SecureRandom random, Ticker ticker) {
        this.waiting = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(2))
                .ticker(ticker)
                .<String, Kept>build()
                .asMap();
        this.sourceId = sha1(properties.entityId());
        this.random = random;
    }

    String keep(Document response, @Nullable Defect defect) {
        var handle = new byte[20];
        random.nextBytes(handle);
        var bytes = ByteBuffer.allocate(44)
                .putShort(TYPE)
                .putShort(ENDPOINT)
                .put(defect == Defect.ARTIFACT_OF_OTHER ? sha1("urn:elders") : sourceId)
                .put(handle);
        var artifact = Base64.getEncoder().encodeToString(bytes.array());
        if (defect != Defect.ARTIFACT_UNKNOWN) {
            waiting.put(artifact, new Kept(Xml.write(response), defect));
        }
        return artifact;
    }

    Optional<Waiting> take(String artifact) {
        return Optional.ofNullable(waiting.remove(artifact))
                .map(kept -> new Waiting(Xml.parse(kept.response().getBytes(StandardCharsets.UTF_8)), kept.defect()));
    }

    private static byte[] sha1(String entityId) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(entityId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
