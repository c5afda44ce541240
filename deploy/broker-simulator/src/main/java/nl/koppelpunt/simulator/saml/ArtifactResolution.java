// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Exchanges an artifact for its answer, once; what has gone or never was is answered with success and nothing in it. */
@Component
class ArtifactResolution {

    private static final Logger log = LoggerFactory.getLogger(ArtifactResolution.class);

    private final XmlTemplate artifactResponse = XmlTemplate.named("artifact-response");
    private final XmlTemplate envelope = XmlTemplate.named("envelope");
    private final XmlSigner signer = new XmlSigner();
    private final SimulatorProperties properties;
    private final BrokerKeys keys;
    private final DvMetadataSource metadata;
    private final Artifacts artifacts;
    private final Freshness freshness;
    private final MessageIds ids;
    private final Clock clock;
    private final Scheduler scheduler;

    ArtifactResolution(
            SimulatorProperties properties,
            BrokerKeys keys,
            DvMetadataSource metadata,
            Artifacts artifacts,
            Freshness freshness,
            MessageIds ids,
            Clock clock,
            Scheduler samlScheduler) {
        this.properties = properties;
        this.keys = keys;
        this.metadata = metadata;
        this.artifacts = artifacts;
        this.freshness = freshness;
        this.ids = ids;
        this.clock = clock;
        this.scheduler = samlScheduler;
    }

    /** The answer, and what is to be wrong with how it is sent. */
    record Answer(String envelope, @Nullable Defect defect) {}

    Mono<Answer> resolve(byte[] soap) {
        return metadata.get().publishOn(scheduler).map(dv -> answer(verified(soap, dv)));
    }

    private Element verified(byte[] soap, DvMetadata dv) {
        var root = Xml.parse(soap).getDocumentElement();
        if (!Xml.is(root, Namespaces.SOAP, "Envelope")) {
            throw new SamlRefusedException("not-soap");
        }
        var body = Xml.onlyChild(root, Namespaces.SOAP, "Body");
        var resolve = Xml.onlyChild(body, Namespaces.SAMLP, "ArtifactResolve");
        XmlSignatureCheck.message(resolve, dv.signing());
        if (!dv.entityId().equals(Xml.text(Xml.onlyChild(resolve, Namespaces.SAML, "Issuer")))) {
            throw new SamlRefusedException("issuer");
        }
        var destination = resolve.getAttribute("Destination");
        if (!destination.isEmpty() && !destination.equals(properties.soapUrl().toString())) {
            throw new SamlRefusedException("destination");
        }
        freshness.require(resolve);
        return resolve;
    }

    private Answer answer(Element resolve) {
        var artifact = Xml.text(Xml.onlyChild(resolve, Namespaces.SAMLP, "Artifact"));
        var waiting = artifacts.take(artifact);
        var defect = waiting.map(Artifacts.Waiting::defect).orElse(null);
        if (waiting.isEmpty()) {
            log.warn("Artifact refused: unknown, used or expired");
        }
        var values = new HashMap<String, Object>();
        values.put("id", ids.next());
        values.put("now", Instant.now(clock).truncatedTo(ChronoUnit.MILLIS));
        values.put("inResponseTo", resolve.getAttribute("ID"));
        values.put("issuer", properties.entityId());
        values.put("response", waiting.<Object>map(Artifacts.Waiting::response).orElse(""));
        var answer = artifactResponse.fill(values);
        return new Answer(
                inEnvelope(defect == Defect.ANSWER_UNSIGNED ? answer : signer.sign(answer, keys.signing())), defect);
    }

    private String inEnvelope(Document body) {
        return Xml.write(envelope.fill(Map.of("body", body)));
    }
}
