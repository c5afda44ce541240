// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.koppelpunt.gateway.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** The institutions of a person with their names, at account-service. Home can do without. */
@Component
class Institutions {

    private static final Logger LOG = LoggerFactory.getLogger(Institutions.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WebClient http;

    Institutions(WebClient.Builder http, GatewayProperties properties) {
        this.http = http.clone().baseUrl(properties.accountUrl().toString()).build();
    }

    record Institution(
            String code, @Nullable String name, @Nullable String kind) {}

    private record Me(List<Institution> institutions) {}

    /** Empty when account-service cannot tell now. */
    Mono<Optional<List<Institution>>> of(Caller caller) {
        return http.get()
                .uri("/api/accounts/v1/portal-users/me")
                .headers(caller::identify)
                .retrieve()
                .bodyToMono(Me.class)
                .timeout(PATIENCE)
                .map(me -> Optional.of(me.institutions()))
                .doOnError(error -> LOG.info(
                        "Home without names of institutions: {}",
                        error.getClass().getSimpleName()))
                .onErrorResume(Institutions::isNoAnswer, _ -> Mono.just(Optional.empty()));
    }

    private static boolean isNoAnswer(Throwable error) {
        return error instanceof WebClientException || Outages.is(error);
    }

    /** All that are known by name, and after them the codes that are not. */
    static List<Institution> merge(List<String> codes, List<Institution> known) {
        var named = known.stream().map(Institution::code).toList();
        return Stream.concat(
                        known.stream(),
                        codes.stream()
                                .filter(code -> !named.contains(code))
                                .map(code -> new Institution(code, null, null)))
                .toList();
    }
}
