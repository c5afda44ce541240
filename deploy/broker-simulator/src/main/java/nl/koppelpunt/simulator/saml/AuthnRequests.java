// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static nl.koppelpunt.simulator.saml.BrowserMessages.require;

import java.net.URI;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.saml.BrowserMessages.Received;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import reactor.core.publisher.Mono;

/** Reads with what a service sends its users to log in; whatever is not signed by it and meant for us is refused. */
@Component
public class AuthnRequests {

    private final BrowserMessages messages;
    private final String ssoUrl;

    AuthnRequests(BrowserMessages messages, SimulatorProperties properties) {
        this.messages = messages;
        this.ssoUrl = ssoUrl(properties);
    }

    public Mono<AuthnRequest> posted(String samlRequest, @Nullable String relayState) {
        return messages.posted(ssoUrl, samlRequest, relayState).map(AuthnRequests::accept);
    }

    public Mono<AuthnRequest> redirected(String rawQuery) {
        return messages.redirected(ssoUrl, rawQuery).map(AuthnRequests::accept);
    }

    private static AuthnRequest accept(Received received) {
        var message = received.message();
        var dv = received.dv();
        require(Xml.is(message, Namespaces.SAMLP, "AuthnRequest"), "not-an-authn-request");
        require(!Boolean.parseBoolean(message.getAttribute("IsPassive")), "passive");
        var service = dv.service(message.getAttribute("AttributeConsumingServiceIndex"))
                .orElseThrow(() -> new SamlRefusedException("service-index"));
        return new AuthnRequest(
                message.getAttribute("ID"), consumer(message, dv), service.id(), service.name(), received.relayState());
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
}
