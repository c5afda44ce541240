// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-009: messages follow the schemas")
class MessageSchemaTests {

    @Test
    void unknownAttributeIsRefused() {
        Refused.as(
                Refusal.MESSAGE_NOT_BY_SCHEMA,
                TestBroker.genuine().edit("<saml:Subject>", "<saml:Subject Other=\"x\">"));
    }

    @Test
    void otherOrderIsRefused() {
        Refused.as(Refusal.MESSAGE_NOT_BY_SCHEMA, TestBroker.genuine().tamperBeforeSigning(document -> {
            var assertion = TestBroker.assertionOf(document);
            assertion.appendChild(TestBroker.only(assertion, "Subject"));
        }));
    }

    @Test
    void strayTextIsRefused() {
        Refused.as(
                Refusal.MESSAGE_NOT_BY_SCHEMA,
                TestBroker.genuine().edit("<saml:AttributeStatement>", "<saml:AttributeStatement>x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xsi:schemaLocation=\"urn:other {url}\"", "xsi:noNamespaceSchemaLocation=\"{url}\""})
    @DisplayName("S-009: a schema that a message names is not looked up")
    void ownSchemaIsNotLookedUp(String hint) throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.xsd";
        try {
            assertAccepted(hint.replace("{url}", url));
            assertAccepted(hint.replace("{url}", "file:///etc/passwd"));
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    private static void assertAccepted(String location) {
        byte[] message = TestBroker.genuine()
                .edit(
                        "<saml:AttributeValue>" + TestBroker.SERVICE,
                        "<saml:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" " + location + ">"
                                + TestBroker.SERVICE)
                .bytes();

        assertThat(TestBroker.verify(message).assertionId()).isEqualTo("_assertion");
    }

    @Test
    void contentOfTheAdviceIsNotJudged() {
        byte[] message = TestBroker.genuine()
                .edit("<saml:Attribute Name=\"urn:etoegang:core:Representation\">", "<saml:Attribute Unknown=\"x\">")
                .bytes();

        assertThat(TestBroker.verify(message).assertionId()).isEqualTo("_assertion");
    }
}
