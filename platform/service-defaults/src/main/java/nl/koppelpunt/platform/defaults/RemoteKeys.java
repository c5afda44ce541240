// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/**
 * The public keys of an issuer. A flood of unknown key ids costs one fetch in thirty seconds at most (S-094), and an
 * issuer that is away does not end the validity of keys that were seen before.
 */
final class RemoteKeys {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofSeconds(30);
    private static final Duration FETCH_TIME_OUT = Duration.ofSeconds(3);

    private final WebClient http;
    private final URI uri;
    private final Mono<JWKSet> known;
    private final Mono<JWKSet> refreshed;
    private volatile @Nullable JWKSet lastGood;

    RemoteKeys(WebClient http, URI uri) {
        this.http = http;
        this.uri = uri;
        this.known = fetch().onErrorResume(WebClientException.class, this::fallBack)
                .cache(_ -> FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
        this.refreshed = fetch().cache(_ -> REFRESH_AT_MOST_EVERY, _ -> REFRESH_AT_MOST_EVERY, () -> Duration.ZERO);
    }

    /** The key of that id, or nothing when the issuer does not have it. */
    Mono<List<JWK>> find(@Nullable String keyId) {
        return known.filter(keys -> has(keys, keyId))
                .switchIfEmpty(Mono.defer(() -> refreshed.filter(keys -> has(keys, keyId))))
                .map(keys -> keys.getKeys().stream()
                        .filter(key -> Objects.equals(key.getKeyID(), keyId))
                        .toList())
                .defaultIfEmpty(List.of());
    }

    private static boolean has(JWKSet keys, @Nullable String keyId) {
        return keyId != null && keys.getKeyByKeyId(keyId) != null;
    }

    private Mono<JWKSet> fetch() {
        return http.get()
                .uri(uri)
                .retrieve()
                .bodyToMono(String.class)
                .timeout(FETCH_TIME_OUT)
                .map(RemoteKeys::parse)
                .doOnNext(keys -> lastGood = keys);
    }

    private Mono<JWKSet> fallBack(WebClientException outage) {
        return Mono.justOrEmpty(lastGood).switchIfEmpty(Mono.error(outage));
    }

    private static JWKSet parse(String document) {
        try {
            return JWKSet.parse(document);
        } catch (ParseException notKeys) {
            throw new IllegalStateException("The issuer's key set cannot be read", notKeys);
        }
    }
}
