// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.koppelpunt.gateway.ConfidentialBody;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.portal.Answer.FieldError;
import nl.koppelpunt.gateway.portal.Answer.Given;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/** The link attempt of this session, at identity-link-service. */
@Component
class LinkAttempts {

    private static final String ATTEMPT = "/api/links/v1/link-attempt";

    private final WebClient http;

    LinkAttempts(WebClient.Builder http, GatewayProperties properties) {
        this.http =
                http.clone().baseUrl(properties.identityLinkUrl().toString()).build();
    }

    Mono<Answer<LinkAttempt>> current(Caller caller) {
        return ask(http.get().uri(ATTEMPT), caller, LinkAttempt.class);
    }

    Mono<Answer<LinkAttempt>> proveWithCredentials(Caller caller, LinkForm form) {
        return post(
                caller,
                "/credentials",
                LinkAttempt.class,
                Map.of(
                        "email",
                        form.email(),
                        "username",
                        form.gebruikersnaam(),
                        "password",
                        form.wachtwoord(),
                        "locale",
                        caller.language().code()));
    }

    Mono<Answer<LinkAttempt>> proveWithCode(Caller caller, LinkForm form) {
        return post(
                caller,
                "/activation-code",
                LinkAttempt.class,
                Map.of(
                        "email",
                        form.email(),
                        "activationCode",
                        form.activatiecode(),
                        "locale",
                        caller.language().code()));
    }

    Mono<Answer<PinAnswer>> confirm(Caller caller, TypedPin pin) {
        var tryId = pin.tryId();
        return post(
                caller,
                "/pin-confirmations",
                PinAnswer.class,
                tryId == null ? Map.of("pin", pin.digits()) : Map.of("pin", pin.digits(), "tryId", tryId.toString()));
    }

    Mono<Answer<PinAnswer>> complete(Caller caller) {
        return post(caller, "/completions", PinAnswer.class, Map.of());
    }

    Mono<Answer<LinkAttempt>> requestPin(Caller caller) {
        return post(caller, "/pin-requests", LinkAttempt.class, Map.of());
    }

    Mono<Answer<LinkAttempt>> correct(Caller caller) {
        return post(caller, "/corrections", LinkAttempt.class, Map.of());
    }

    private <T> Mono<Answer<T>> post(Caller caller, String path, Class<T> type, Map<String, String> body) {
        var request = http.post().uri(ATTEMPT + path);
        return ask(body.isEmpty() ? request : request.bodyValue(new ConfidentialBody(body)), caller, type);
    }

    private static <T> Mono<Answer<T>> ask(RequestHeadersSpec<?> request, Caller caller, Class<T> type) {
        return request.headers(caller::identify).exchangeToMono(response -> read(response, type));
    }

    private static <T> Mono<Answer<T>> read(ClientResponse response, Class<T> type) {
        if (response.statusCode().is2xxSuccessful()) {
            var cookies = response.headers().header(HttpHeaders.SET_COOKIE);
            return response.bodyToMono(type).map(body -> new Given<>(body, cookies));
        }
        if (response.statusCode().value() == 500) {
            return response.createError();
        }
        return response.bodyToMono(ProblemBody.class)
                .defaultIfEmpty(ProblemBody.EMPTY)
                .map(problem -> problem.asRefusal(response));
    }

    private record ProblemBody(
            @Nullable String code, @Nullable List<FieldError> errors) {

        static final ProblemBody EMPTY = new ProblemBody(null, null);

        <T> Answer<T> asRefusal(ClientResponse response) {
            return new Refused<>(
                    response.statusCode().value(),
                    Objects.requireNonNullElse(code, ""),
                    Objects.requireNonNullElse(errors, List.of()),
                    retryAfter(response));
        }

        private static @Nullable Duration retryAfter(ClientResponse response) {
            return response.headers().header(HttpHeaders.RETRY_AFTER).stream()
                    .filter(value -> value.matches("\\d{1,6}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .findFirst()
                    .orElse(null);
        }
    }
}
