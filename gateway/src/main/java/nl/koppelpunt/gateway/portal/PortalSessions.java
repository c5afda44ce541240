// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.List;
import java.util.Optional;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.session.SessionToken.State;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The session itself, at identity-link-service. */
@Component
class PortalSessions {

    private static final String SESSION = "/api/links/v1/session";

    private final WebClient http;

    PortalSessions(WebClient.Builder http, GatewayProperties properties) {
        this.http =
                http.clone().baseUrl(properties.identityLinkUrl().toString()).build();
    }

    Mono<PortalSession> current(Caller caller) {
        return http.get().uri(SESSION).headers(caller::identify).retrieve().bodyToMono(PortalSession.class);
    }

    /**
     * What comes back when it has ended.
     *
     * @param cookies the Set-Cookie lines that make the browser forget it
     * @param brokerLogOut where the browser goes on to log out at the broker too, if the broker offers that
     */
    record Ended(List<String> cookies, Optional<String> brokerLogOut) {

        @Override
        public String toString() {
            return "Ended[redacted]";
        }
    }

    private record LoggedOut(String brokerLogOut) {

        @Override
        public String toString() {
            return "LoggedOut[redacted]";
        }
    }

    /** Ends it, everywhere. */
    Mono<Ended> end(Caller caller) {
        if (caller.session().is(State.ANONYMOUS)) {
            return Mono.just(new Ended(List.of(), Optional.empty()));
        }
        return http.delete()
                .uri(SESSION)
                .headers(caller::identify)
                .retrieve()
                .toEntity(LoggedOut.class)
                .map(answer -> new Ended(
                        answer.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE),
                        Optional.ofNullable(answer.getBody()).map(LoggedOut::brokerLogOut)));
    }
}
