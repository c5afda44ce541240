// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Reads a broker's metadata, after verifying its signature with the pinned certificate; never without. */
final class BrokerMetadataReader {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String entityId;
    private final SignatureRules rules;
    private final SignatureVerifier signatures;
    private final Clock clock;

    BrokerMetadataReader(String entityId, SignatureRules rules, Clock clock) {
        this.entityId = entityId;
        this.rules = rules;
        this.signatures = new SignatureVerifier(rules, clock);
        this.clock = clock;
    }

    Broker read(byte[] metadata, List<X509Certificate> pinned) {
        Element entity = XmlReader.read(metadata).getDocumentElement();
        if (!Elements.is(entity, Saml.METADATA, "EntityDescriptor")) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        signatures.verify(
                entity,
                SignatureForm.METADATA,
                pinned.stream()
                        .map(certificate -> new VerificationKey(null, certificate))
                        .toList());
        if (!entityId.equals(Elements.optionalAttribute(entity, "entityID"))) {
            throw new RefusedException(Refusal.ISSUER_MISMATCH);
        }
        Broker broker = broker(entity);
        if (!broker.isValidAt(clock.instant())) {
            throw new RefusedException(Refusal.NO_LONGER_VALID);
        }
        return broker;
    }

    private Broker broker(Element entity) {
        Element role = Elements.only(entity, Saml.METADATA, "IDPSSODescriptor", Refusal.MESSAGE_STRUCTURE);
        List<VerificationKey> keys = signingKeys(role);
        BrokerEndpoints endpoints = new BrokerEndpoints(role);
        Map<Integer, URI> artifactLocations = endpoints.artifactResolution();
        Endpoints signOn = endpoints.of("SingleSignOnService");
        if (keys.isEmpty()) {
            throw new RefusedException(Refusal.SIGNATURE_KEY_UNKNOWN);
        }
        if (artifactLocations.isEmpty() || !signOn.isOffered()) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        return new Broker(
                entityId, signOn, endpoints.of("SingleLogoutService"), artifactLocations, keys, validUntil(entity));
    }

    private static Instant validUntil(Element entity) {
        String until = Elements.optionalAttribute(entity, "validUntil");
        return until == null ? Instant.MAX : Moments.parse(until, Refusal.MESSAGE_STRUCTURE);
    }

    /** A key without a use counts for signing too; one that is no good for it does not count at all. */
    private List<VerificationKey> signingKeys(Element role) {
        return Elements.children(role, Saml.METADATA, "KeyDescriptor").stream()
                .filter(descriptor -> !"encryption".equals(Elements.optionalAttribute(descriptor, "use")))
                .map(descriptor -> Elements.only(descriptor, Saml.DSIG, "KeyInfo", Refusal.MESSAGE_STRUCTURE))
                .map(BrokerMetadataReader::key)
                .filter(key -> key.isUsable(rules.minimumBits()))
                .toList();
    }

    private static VerificationKey key(Element keyInfo) {
        String name = Elements.optional(keyInfo, Saml.DSIG, "KeyName", Refusal.MESSAGE_STRUCTURE)
                .map(element -> Elements.text(element, Refusal.MESSAGE_STRUCTURE))
                .orElse(null);
        Element data = Elements.only(keyInfo, Saml.DSIG, "X509Data", Refusal.MESSAGE_STRUCTURE);
        Element certificate = Elements.only(data, Saml.DSIG, "X509Certificate", Refusal.MESSAGE_STRUCTURE);
        String base64 = SPACE.matcher(Elements.text(certificate, Refusal.MESSAGE_STRUCTURE))
                .replaceAll("");
        return new VerificationKey(name, certificate(base64));
    }

    private static X509Certificate certificate(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (CertificateException | IllegalArgumentException _) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
    }
}
