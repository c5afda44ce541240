// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import nl.koppelpunt.gateway.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** What the broker said when it refused a login, kept by identity-link-service under the reference of the refusal. */
@Component
class BrokerMessages {

    /** The page is of use without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WebClient http;

    BrokerMessages(WebClient.Builder http, GatewayProperties properties) {
        this.http =
                http.clone().baseUrl(properties.identityLinkUrl().toString()).build();
    }

    /** Free text of somebody else. Empty when nothing was said, it is no longer known, or cannot be asked now. */
    Mono<String> of(String reference) {
        return http.get()
                .uri("/internal/login-refusals/{reference}", reference)
                .retrieve()
                .onStatus(HttpStatus.NOT_FOUND::equals, _ -> Mono.empty())
                .bodyToMono(Said.class)
                .timeout(PATIENCE)
                .onErrorResume(Outages::is, _ -> Mono.empty())
                .mapNotNull(Said::message)
                .filter(message -> !message.isBlank());
    }

    private record Said(@Nullable String message) {}
}
