// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Exchanges an artifact for the message it stands for; the broker does so once. */
@Component
final class ArtifactResolution {

    /** The answer as it came, and the message it must answer. */
    static final class Answer {

        private final String resolveId;
        private final byte[] message;

        Answer(String resolveId, byte[] message) {
            this.resolveId = resolveId;
            this.message = message.clone();
        }

        String resolveId() {
            return resolveId;
        }

        byte[] message() {
            return message.clone();
        }
    }

    private final OutgoingMessages messages;
    private final MessageIds ids;
    private final BackChannel channel;
    private final XmlWork work;

    ArtifactResolution(OutgoingMessages messages, MessageIds ids, BackChannel channel, XmlWork work) {
        this.messages = messages;
        this.ids = ids;
        this.channel = channel;
        this.work = work;
    }

    Mono<Answer> resolve(Broker broker, Artifact artifact) {
        URI location = broker.artifactLocations().get(artifact.endpointIndex());
        if (location == null) {
            return Mono.error(() -> new RefusedException(Refusal.ARTIFACT_MALFORMED));
        }
        String id = ids.message();
        return work.run(() -> messages.artifactResolve(id, location, artifact))
                .flatMap(envelope -> channel.post(location, envelope))
                .map(message -> new Answer(id, message));
    }
}
