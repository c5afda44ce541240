// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Reads what a service sends by way of the browser; whatever is not signed by it and meant for us is refused. */
@Component
public class AuthnRequests {

    private static final int MAX_RELAY_STATE = 80;

    private final SimulatorProperties properties;
    private final DvMetadataSource metadata;
    private final Freshness freshness;
    private final Scheduler scheduler;

    AuthnRequests(
            SimulatorProperties properties, DvMetadataSource metadata, Freshness freshness, Scheduler samlScheduler) {
        this.properties = properties;
        this.metadata = metadata;
        this.freshness = freshness;
        this.scheduler = samlScheduler;
    }

    /** HTTP-POST: the message carries its own signature. */
    public Mono<AuthnRequest> posted(String samlRequest, @Nullable String relayState) {
        return metadata.get().publishOn(scheduler).map(dv -> {
            var message = Xml.parse(decode(samlRequest)).getDocumentElement();
            XmlSignatureCheck.message(message, dv.signing());
            return accept(message, relayState, dv);
        });
    }

    /** HTTP-Redirect: the signature is over the query as it was sent. */
    public Mono<AuthnRequest> redirected(String rawQuery) {
        return metadata.get().publishOn(scheduler).map(dv -> {
            var query = SignedQuery.parse(rawQuery);
            query.verify(dv.signing());
            return accept(Xml.parse(query.message()).getDocumentElement(), query.relayState(), dv);
        });
    }

    private AuthnRequest accept(Element message, @Nullable String relayState, DvMetadata dv) {
        require(Xml.is(message, Namespaces.SAMLP, "AuthnRequest"), "not-an-authn-request");
        require("2.0".equals(message.getAttribute("Version")), "version");
        require(dv.entityId().equals(Xml.text(Xml.onlyChild(message, Namespaces.SAML, "Issuer"))), "issuer");
        require(ssoUrl(properties).equals(message.getAttribute("Destination")), "destination");
        require(!Boolean.parseBoolean(message.getAttribute("IsPassive")), "passive");
        require(
                relayState == null || relayState.getBytes(StandardCharsets.UTF_8).length <= MAX_RELAY_STATE,
                "relay-state");
        freshness.require(message);
        var service = dv.service(message.getAttribute("AttributeConsumingServiceIndex"))
                .orElseThrow(() -> new SamlRefusedException("service-index"));
        return new AuthnRequest(
                message.getAttribute("ID"), consumer(message, dv), service.id(), service.name(), relayState);
    }

    /** By index, or in the other style by an address; either way one that the metadata names. */
    private static URI consumer(Element message, DvMetadata dv) {
        var address = message.getAttribute("AssertionConsumerServiceURL");
        var consumer = address.isEmpty()
                ? dv.consumer(message.getAttribute("AssertionConsumerServiceIndex"))
                : dv.consumerAt(address);
        return consumer.map(DvMetadata.Endpoint::location)
                .orElseThrow(() -> new SamlRefusedException("assertion-consumer-service"));
    }

    static String ssoUrl(SimulatorProperties properties) {
        return properties.baseUrl() + "/saml/sso";
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new SamlRefusedException("base64", e);
        }
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new SamlRefusedException(reason);
        }
    }
}
