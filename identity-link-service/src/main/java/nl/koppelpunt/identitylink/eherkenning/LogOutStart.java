// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends somebody who logged out here on to the broker, in two steps: a ticket, and a signed request in return for it. */
@Component
final class LogOutStart implements BrokerLogOut {

    static final String PATH = "/eherkenning/logout";

    /**
     * What the browser needs to log out at the broker.
     *
     * @param byPost whether the message goes by POST; otherwise {@code location} holds all of it
     */
    record Leaving(URI location, boolean byPost, String message, String relayState) {

        @Override
        public String toString() {
            return "Leaving[redacted]";
        }
    }

    private final BrokerDirectory brokers;
    private final LogOutRequests requests;
    private final OutgoingMessages messages;
    private final RedirectBinding redirects;
    private final MessageIds ids;
    private final XmlWork work;
    private final boolean enabled;

    LogOutStart(
            BrokerDirectory brokers,
            LogOutRequests requests,
            OutgoingMessages messages,
            RedirectBinding redirects,
            MessageIds ids,
            XmlWork work,
            EHerkenningProperties properties) {
        this.brokers = brokers;
        this.requests = requests;
        this.messages = messages;
        this.redirects = redirects;
        this.ids = ids;
        this.work = work;
        this.enabled = properties.broker().logOut();
    }

    @Override
    public Mono<URI> prepare(BrokerSession session) {
        String ticket = ids.secret();
        return brokerOf(session)
                .flatMap(_ -> requests.open(ticket, session).thenReturn(URI.create(PATH + "?ticket=" + ticket)));
    }

    /** Empty where there is nothing to send, or nowhere to send it. */
    Mono<Leaving> begin(String ticket, @Nullable String language) {
        String id = ids.message();
        String relayState = ids.secret();
        return requests.take(ticket, id, relayState, language)
                .flatMap(session -> brokerOf(session)
                        .flatMap(broker -> work.run(() -> request(broker.logOut(), id, relayState, session))));
    }

    private Mono<Broker> brokerOf(BrokerSession session) {
        return enabled
                ? brokers.current()
                        .filter(broker -> broker.entityId().equals(session.broker())
                                && broker.logOut().isOffered())
                : Mono.empty();
    }

    private Leaving request(Endpoints endpoints, String id, String relayState, BrokerSession session) {
        URI post = endpoints.post();
        if (post != null) {
            byte[] message = messages.logOutRequest(id, post, session);
            return new Leaving(post, true, Base64.getEncoder().encodeToString(message), relayState);
        }
        URI redirect = Objects.requireNonNull(endpoints.redirect());
        String message = messages.unsignedLogOutRequest(id, redirect, session);
        return new Leaving(redirects.location(redirect, message, relayState), false, "", relayState);
    }
}
