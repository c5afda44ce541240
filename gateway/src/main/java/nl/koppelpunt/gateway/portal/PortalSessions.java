// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.List;
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

    /** Ends it, everywhere; what comes back are the Set-Cookie lines that make the browser forget it. */
    Mono<List<String>> end(Caller caller) {
        if (caller.session().is(State.ANONYMOUS)) {
            return Mono.just(List.of());
        }
        return http.delete()
                .uri(SESSION)
                .headers(caller::identify)
                .retrieve()
                .toBodilessEntity()
                .map(answer -> answer.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE));
    }
}
