// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import nl.koppelpunt.gateway.ConfidentialBody;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.session.SessionToken.State;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Turns the session cookie into a token, by asking identity-link-service or from a small cache.
 *
 * <p>The cache holds hashes of cookies, never cookies, and is skipped for requests that change something: services refuse
 * a person's token that is older than five seconds for those.
 */
@Service
public final class SessionTokens {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    /** A token that is about to expire must still be good when it arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration LONGEST_TOKEN = Duration.ofMinutes(2);
    private static final int MOST_SESSIONS = 50_000;

    private final SessionCookie cookie;
    private final WebClient identityLink;
    private final Clock clock;
    private final Cache<String, SessionToken> tokens;
    private final Cache<UUID, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterWrite(LONGEST_TOKEN)
            .build();

    SessionTokens(SessionCookie cookie, WebClient.Builder http, GatewayProperties properties, Clock clock) {
        this.cookie = cookie;
        this.identityLink =
                http.clone().baseUrl(properties.identityLinkUrl().toString()).build();
        this.clock = clock;
        this.tokens = Caffeine.newBuilder()
                .maximumSize(MOST_SESSIONS)
                .expireAfterWrite(properties.sessionCache())
                .build();
    }

    /** The token for our own services. */
    public Mono<SessionToken> of(ServerHttpRequest request) {
        return of(request, cookie -> Map.of("session", cookie));
    }

    /** The token for this audience alone. */
    public Mono<SessionToken> of(ServerHttpRequest request, String audience) {
        return of(request, cookie -> Map.of("session", cookie, "audience", audience));
    }

    private Mono<SessionToken> of(ServerHttpRequest request, Function<String, Map<String, String>> question) {
        return Mono.justOrEmpty(cookie.valueIn(request))
                .map(question)
                .flatMap(asked -> SAFE.contains(request.getMethod()) ? cached(asked) : ask(asked))
                .defaultIfEmpty(SessionToken.ANONYMOUS);
    }

    /** The session is over: no token of it is handed out any more, not even one that is being fetched right now. */
    void end(UUID sessionId) {
        ended.put(sessionId, true);
    }

    /** The same, for who ends a session here. */
    public void end(SessionToken session) {
        Optional.ofNullable(session.sessionId()).ifPresent(this::end);
    }

    private Mono<SessionToken> cached(Map<String, String> question) {
        var key = sha256(new TreeMap<>(question).toString());
        return Mono.justOrEmpty(tokens.getIfPresent(key))
                .filter(this::isUsable)
                .switchIfEmpty(Mono.defer(() -> ask(question).doOnNext(token -> keep(key, token))));
    }

    private Mono<SessionToken> ask(Map<String, String> question) {
        return identityLink
                .post()
                .uri("/internal/session-tokens")
                .bodyValue(new ConfidentialBody(question))
                .retrieve()
                .bodyToMono(SessionToken.class);
    }

    private void keep(String key, SessionToken token) {
        if (!token.is(State.ANONYMOUS)) {
            tokens.put(key, token);
        }
    }

    private boolean isUsable(SessionToken token) {
        var sessionId = token.sessionId();
        return token.isUsableAt(clock.instant().plus(MARGIN))
                && sessionId != null
                && ended.getIfPresent(sessionId) == null;
    }

    private static String sha256(String value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
