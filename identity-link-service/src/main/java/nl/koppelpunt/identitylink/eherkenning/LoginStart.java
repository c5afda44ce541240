// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins a login: remembers the request with the browser that makes it, and writes the AuthnRequest. */
@Component
final class LoginStart {

    /**
     * What the browser needs to go to the broker.
     *
     * @param binding the secret that ties the answer to this browser
     * @param message the AuthnRequest in base64
     * @param byPost whether the message goes by POST; otherwise {@code location} holds all of it
     */
    record Started(String binding, String relayState, URI location, boolean byPost, String message) {

        @Override
        public String toString() {
            return "Started[redacted]";
        }
    }

    private final BrokerDirectory brokers;
    private final AuthenticationRequests requests;
    private final OutgoingMessages messages;
    private final RedirectBinding redirects;
    private final MessageIds ids;
    private final ReturnPath returnPath;
    private final XmlWork work;

    LoginStart(
            BrokerDirectory brokers,
            AuthenticationRequests requests,
            OutgoingMessages messages,
            RedirectBinding redirects,
            MessageIds ids,
            ReturnPath returnPath,
            XmlWork work) {
        this.brokers = brokers;
        this.requests = requests;
        this.messages = messages;
        this.redirects = redirects;
        this.ids = ids;
        this.returnPath = returnPath;
        this.work = work;
    }

    Mono<Started> begin(@Nullable String returnTo) {
        String id = ids.message();
        return brokers.current()
                .flatMap(broker -> work.run(() -> request(broker, id))
                        .flatMap(started -> requests.open(
                                        id,
                                        broker.entityId(),
                                        started.relayState(),
                                        started.binding(),
                                        returnPath.choose(returnTo))
                                .thenReturn(started)));
    }

    private Started request(Broker broker, String id) {
        String relayState = ids.secret();
        URI post = broker.signOn().post();
        if (post != null) {
            return new Started(
                    ids.secret(),
                    relayState,
                    post,
                    true,
                    Base64.getEncoder().encodeToString(messages.authnRequest(id, post)));
        }
        URI redirect = Objects.requireNonNull(broker.signOn().redirect());
        URI location = redirects.location(redirect, messages.unsignedAuthnRequest(id, redirect), relayState);
        return new Started(ids.secret(), relayState, location, false, "");
    }
}
