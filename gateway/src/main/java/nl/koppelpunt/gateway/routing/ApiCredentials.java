// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.util.Set;
import nl.koppelpunt.gateway.session.RequestOrigin;
import nl.koppelpunt.gateway.session.SessionCookie;
import nl.koppelpunt.gateway.session.SessionToken;
import nl.koppelpunt.gateway.session.SessionToken.State;
import nl.koppelpunt.gateway.session.SessionTokens;
import nl.koppelpunt.platform.defaults.Problem;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A request to the API carries the session cookie of a person or the bearer token of a machine, never both. The cookie stays
 * here: the service gets a token instead.
 */
@Component
class ApiCredentials implements GatewayFilter {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final SessionCookie cookie;
    private final SessionTokens tokens;
    private final RequestOrigin origin;

    ApiCredentials(SessionCookie cookie, SessionTokens tokens, RequestOrigin origin) {
        this.cookie = cookie;
        this.tokens = tokens;
        this.origin = origin;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var request = exchange.getRequest();
        if (!cookie.isIn(request)) {
            return chain.filter(withBearerOnly(exchange));
        }
        if (request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return Mono.error(refusal(
                    HttpStatus.BAD_REQUEST, "two-credentials", "Send a session cookie or a bearer token, not both."));
        }
        if (!SAFE.contains(request.getMethod()) && !isFromOurPage(request)) {
            return Mono.error(crossSite());
        }
        return tokens.of(request).flatMap(token -> chain.filter(withToken(exchange, token)));
    }

    private boolean isFromOurPage(ServerHttpRequest request) {
        return origin.isOurs(request) && request.getHeaders().containsHeader("X-Requested-With");
    }

    private static ServerWebExchange withToken(ServerWebExchange exchange, SessionToken token) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove(HttpHeaders.COOKIE);
                    if (!token.is(State.ANONYMOUS)) {
                        headers.set(HttpHeaders.AUTHORIZATION, token.bearer());
                    }
                }))
                .build();
    }

    private static ServerWebExchange withBearerOnly(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove(HttpHeaders.COOKIE);
                    if (!isOneBearer(headers)) {
                        headers.remove(HttpHeaders.AUTHORIZATION);
                    }
                }))
                .build();
    }

    private static boolean isOneBearer(HttpHeaders headers) {
        var values = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        return values.size() == 1 && values.getFirst().regionMatches(true, 0, "Bearer ", 0, 7);
    }

    static Problem crossSite() {
        return refusal(HttpStatus.FORBIDDEN, "cross-site", "This request does not come from a page of this portal.");
    }

    private static Problem refusal(HttpStatus status, String code, String detail) {
        return Problem.of(status, code, status.getReasonPhrase(), detail);
    }
}
