// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A person's token may be cached by the gateway and so outlive the session it came from; for a method that changes
 * something it must have been made for this very request (S-095).
 */
final class FreshTokenFilter implements WebFilter {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Duration MAX_AGE = Duration.ofSeconds(6); // five, and one for clocks that differ

    private final Clock clock;
    private final Problems problems;

    FreshTokenFilter(Clock clock, Problems problems) {
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (SAFE.contains(exchange.getRequest().getMethod())) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(this::isStale)
                .defaultIfEmpty(false)
                .flatMap(stale -> stale ? problems.write(exchange, tooOld()) : chain.filter(exchange));
    }

    private boolean isStale(Authentication caller) {
        return caller instanceof JwtAuthenticationToken token
                && token.getAuthorities().stream()
                        .anyMatch(a -> String.valueOf(a.getAuthority()).startsWith("PERSON_"))
                && isOld(token.getToken());
    }

    private boolean isOld(Jwt token) {
        Instant issuedAt = token.getIssuedAt();
        return issuedAt == null || issuedAt.plus(MAX_AGE).isBefore(clock.instant());
    }

    private static Problem tooOld() {
        return Problem.of(
                HttpStatus.UNAUTHORIZED,
                "token-too-old",
                "Token too old",
                "A request that changes something needs a token made for it.");
    }
}
