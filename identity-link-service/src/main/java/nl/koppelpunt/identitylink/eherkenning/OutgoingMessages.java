// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes and signs what we send to the broker. */
@Component
final class OutgoingMessages {

    private final KeyRing keys;
    private final String consumer;
    private final String issuer;
    private final Clock clock;

    OutgoingMessages(EHerkenningProperties properties, KeyRing keys, Clock clock) {
        this.keys = keys;
        this.consumer = consumer(properties);
        this.issuer = properties.entityId();
        this.clock = clock;
    }

    private static String consumer(EHerkenningProperties properties) {
        boolean posted = properties.broker().postResponse();
        if (properties.broker().consumerByUrl()) {
            return attribute("ProtocolBinding", posted ? Saml.BINDING_POST : Saml.BINDING_ARTIFACT)
                    + attribute(
                            "AssertionConsumerServiceURL",
                            properties.serviceProvider().consumerUrl());
        }
        return attribute(
                "AssertionConsumerServiceIndex", posted ? OwnMetadata.POST_CONSUMER : OwnMetadata.ARTIFACT_CONSUMER);
    }

    byte[] authnRequest(String id, URI destination) {
        return new XmlSigner(keys.signing()).message(unsignedAuthnRequest(id, destination));
    }

    /** For the Redirect binding, which signs the query in place of the message. */
    String unsignedAuthnRequest(String id, URI destination) {
        return """
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s" \
            Destination="%s"%s AttributeConsumingServiceIndex="1">\
            <saml:Issuer>%s</saml:Issuer></samlp:AuthnRequest>""".formatted(id, now(), XmlText.escape(destination.toString()), consumer, XmlText.escape(issuer));
    }

    byte[] logOutRequest(String id, URI destination, BrokerSession session) {
        return new XmlSigner(keys.signing()).message(unsignedLogOutRequest(id, destination, session));
    }

    /** As {@link #unsignedAuthnRequest}; it names the session as the broker did. */
    String unsignedLogOutRequest(String id, URI destination, BrokerSession session) {
        return """
            <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s" \
            Destination="%s"><saml:Issuer>%s</saml:Issuer>%s</samlp:LogoutRequest>""".formatted(id, now(), XmlText.escape(destination.toString()), XmlText.escape(issuer), named(session));
    }

    private static String named(BrokerSession session) {
        String index = session.sessionIndex();
        return "<saml:NameID Format=\"" + Saml.NAME_ID_TRANSIENT + "\""
                + attribute("NameQualifier", session.nameQualifier())
                + attribute("SPNameQualifier", session.spNameQualifier()) + ">" + XmlText.escape(session.name())
                + "</saml:NameID>"
                + (index == null ? "" : "<samlp:SessionIndex>" + XmlText.escape(index) + "</samlp:SessionIndex>");
    }

    private static String attribute(String name, @Nullable String value) {
        return value == null ? "" : " " + name + "=\"" + XmlText.escape(value) + "\"";
    }

    /** In its SOAP envelope, which does not disturb the signature: exclusive canonical XML leaves the context out. */
    byte[] artifactResolve(String id, URI destination, Artifact artifact) {
        byte[] message = new XmlSigner(keys.signing()).message("""
            <samlp:ArtifactResolve xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s" \
            Destination="%s"><saml:Issuer>%s</saml:Issuer><samlp:Artifact>%s</samlp:Artifact>\
            </samlp:ArtifactResolve>""".formatted(
                        id, now(), XmlText.escape(destination.toString()), XmlText.escape(issuer), artifact.encoded()));
        return """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>%s\
            </soapenv:Body></soapenv:Envelope>""".formatted(new String(message, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
