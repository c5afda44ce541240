// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes in what a service sends by way of the browser: signed by it, fresh, not seen before, and for one address. */
@Component
class BrowserMessages {

    private static final int MAX_RELAY_STATE = 80;

    private final DvMetadataSource metadata;
    private final Freshness freshness;
    private final Scheduler scheduler;

    BrowserMessages(DvMetadataSource metadata, Freshness freshness, Scheduler samlScheduler) {
        this.metadata = metadata;
        this.freshness = freshness;
        this.scheduler = samlScheduler;
    }

    /** A message that is to be trusted as far as what every message has goes. */
    record Received(Element message, @Nullable String relayState, DvMetadata dv) {}

    /** HTTP-POST: the message carries its own signature. */
    Mono<Received> posted(String destination, String samlRequest, @Nullable String relayState) {
        return metadata.get().publishOn(scheduler).map(dv -> {
            var message = Xml.parse(decode(samlRequest)).getDocumentElement();
            XmlSignatureCheck.message(message, dv.signing());
            return accept(destination, new Received(message, relayState, dv));
        });
    }

    /** HTTP-Redirect: the signature is over the query as it was sent. */
    Mono<Received> redirected(String destination, String rawQuery) {
        return metadata.get().publishOn(scheduler).map(dv -> {
            var query = SignedQuery.parse(rawQuery);
            query.verify(dv.signing());
            var message = Xml.parse(query.message()).getDocumentElement();
            return accept(destination, new Received(message, query.relayState(), dv));
        });
    }

    private Received accept(String destination, Received received) {
        var message = received.message();
        var relayState = received.relayState();
        require("2.0".equals(message.getAttribute("Version")), "version");
        require(received.dv().entityId().equals(Xml.text(Xml.onlyChild(message, Namespaces.SAML, "Issuer"))), "issuer");
        require(destination.equals(message.getAttribute("Destination")), "destination");
        require(
                relayState == null || relayState.getBytes(StandardCharsets.UTF_8).length <= MAX_RELAY_STATE,
                "relay-state");
        freshness.require(message);
        return received;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new SamlRefusedException("base64", e);
        }
    }

    static void require(boolean condition, String reason) {
        if (!condition) {
            throw new SamlRefusedException(reason);
        }
    }
}
