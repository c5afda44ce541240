// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/**
 * One service this one calls. Nothing is retried here: most calls are not idempotent, and those that are get repeated
 * by whoever knows why.
 */
public final class Upstream {

    private static final Logger log = LoggerFactory.getLogger(Upstream.class);
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(60);

    private final String service;
    private final WebClient http;
    private final Duration timeout;

    Upstream(String service, WebClient http, Duration timeout) {
        this.service = service;
        this.http = http;
        this.timeout = timeout;
    }

    public <T> Mono<T> post(Object body, Class<T> answer, String path, Object... pathVariables) {
        return exchange(answered(http.post().uri(path, pathVariables), body, answer));
    }

    /** The same under a key: sent again it is done once, and another request under that key is a conflict. */
    public <T> Mono<T> postOnce(UUID key, Object body, Class<T> answer, String path, Object... pathVariables) {
        var request = http.post().uri(path, pathVariables).header("Idempotency-Key", key.toString());
        return exchange(answered(request, body, answer)
                .onErrorMap(WebClientResponseException.Conflict.class, _ -> new UpstreamConflictException(service)));
    }

    private static <T> Mono<T> answered(WebClient.RequestBodySpec request, Object body, Class<T> answer) {
        return request.contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(answer)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Empty answer")));
    }

    public Mono<Void> delete(String path, Object... pathVariables) {
        return exchange(http.delete()
                .uri(path, pathVariables)
                .retrieve()
                .toBodilessEntity()
                .then());
    }

    private <T> Mono<T> exchange(Mono<T> call) {
        return call.timeout(timeout)
                .onErrorMap(failure -> !(failure instanceof UpstreamConflictException), this::translate);
    }

    // Only an answer that says so counts as a refusal. Whatever else goes wrong, a wrong token of ours included, is an
    // outage: it must never look as if the person's proof or PIN were wrong.
    private Throwable translate(Throwable failure) {
        if (failure instanceof WebClientResponseException answer) {
            if (answer.getStatusCode().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
                return new UpstreamThrottledException(service, retryAfter(answer));
            } else if (answer.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST)) {
                return new UpstreamRefusedException(service);
            }
            log.warn("{} answered {}", service, answer.getStatusCode().value());
        } else {
            log.warn("{} gave no usable answer: {}", service, failure.getClass().getSimpleName());
        }
        return new UpstreamUnavailableException();
    }

    private static Duration retryAfter(WebClientResponseException answer) {
        return Optional.ofNullable(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(DEFAULT_RETRY_AFTER);
    }
}
