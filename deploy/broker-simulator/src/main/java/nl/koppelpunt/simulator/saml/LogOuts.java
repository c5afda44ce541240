// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static nl.koppelpunt.simulator.saml.BrowserMessages.require;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.saml.BrowserMessages.Received;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import reactor.core.publisher.Mono;

/** Ends the session a service names as it was told it, and answers where its metadata says. */
@Component
public class LogOuts {

    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final String REQUESTER = "urn:oasis:names:tc:SAML:2.0:status:Requester";

    private final XmlTemplate response = XmlTemplate.named("logout-response");
    private final XmlSigner signer = new XmlSigner();
    private final BrowserMessages messages;
    private final KnownSessions sessions;
    private final SimulatorProperties properties;
    private final BrokerKeys keys;
    private final MessageIds ids;
    private final Clock clock;

    LogOuts(
            BrowserMessages messages,
            KnownSessions sessions,
            SimulatorProperties properties,
            BrokerKeys keys,
            MessageIds ids,
            Clock clock) {
        this.messages = messages;
        this.sessions = sessions;
        this.properties = properties;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What the browser carries back.
     *
     * @param service where to; absent if the service does not say where it takes answers
     * @param response in base64
     */
    public record Answer(
            @Nullable URI service,
            String response,
            @Nullable String relayState) {}

    public Mono<Answer> posted(String samlRequest, @Nullable String relayState) {
        return messages.posted(url(properties), samlRequest, relayState).map(this::end);
    }

    public Mono<Answer> redirected(String rawQuery) {
        return messages.redirected(url(properties), rawQuery).map(this::end);
    }

    private Answer end(Received received) {
        require(properties.logOut(), "log-out-not-offered");
        var message = received.message();
        require(Xml.is(message, Namespaces.SAMLP, "LogoutRequest"), "not-a-logout-request");
        var ended = sessions.end(name(message), Xml.text(Xml.onlyChild(message, Namespaces.SAMLP, "SessionIndex")));
        var service = received.dv().logOut();
        return new Answer(
                service,
                service == null ? "" : signed(message.getAttribute("ID"), service, ended),
                received.relayState());
    }

    private static String name(Element message) {
        var name = Xml.onlyChild(message, Namespaces.SAML, "NameID");
        require(TRANSIENT.equals(name.getAttribute("Format")), "name-format");
        return Xml.text(name);
    }

    private String signed(String request, URI service, boolean ended) {
        var answer = response.fill(Map.of(
                "id",
                ids.next(),
                "now",
                Instant.now(clock).truncatedTo(ChronoUnit.MILLIS),
                "destination",
                service,
                "inResponseTo",
                request,
                "issuer",
                properties.entityId(),
                "status",
                ended ? SUCCESS : REQUESTER));
        return Base64.getEncoder()
                .encodeToString(Xml.write(signer.sign(answer, keys.signing())).getBytes(StandardCharsets.UTF_8));
    }

    static String url(SimulatorProperties properties) {
        return properties.baseUrl() + "/saml/slo";
    }
}
