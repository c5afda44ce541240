// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.ApplicationPath;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.session.RequestOrigin;
import nl.koppelpunt.gateway.session.SessionToken;
import nl.koppelpunt.gateway.session.SessionTokens;
import nl.koppelpunt.platform.defaults.Problem;
import org.jspecify.annotations.Nullable;
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
 * The application behind the portal learns who came in from a token that is good for nothing else, and from nothing else:
 * it sees no cookie of ours and cannot write one.
 */
@Component
class PortalApplication implements GatewayFilter {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    /** What a login can return to; from any other address it returns to the entrance. */
    private static final Pattern RETURN = Pattern.compile("(/[A-Za-z0-9_-]{1,64}){1,8}");
    /** These act on the whole origin, and it is not the application's alone. */
    private static final List<String> OF_THE_ORIGIN = List.of("Clear-Site-Data", "Service-Worker-Allowed");

    private final SessionTokens tokens;
    private final RequestOrigin origin;
    private final @Nullable String audience;
    private final String upstream;

    PortalApplication(SessionTokens tokens, RequestOrigin origin, GatewayProperties properties) {
        this.tokens = tokens;
        this.origin = origin;
        this.audience = properties.portalAudience();
        this.upstream = String.valueOf(properties.portalUpstreamUrl());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var request = exchange.getRequest();
        if (!SAFE.contains(request.getMethod()) && !origin.isOurs(request)) {
            return Mono.error(ApiCredentials.crossSite());
        }
        return tokens.of(request, Objects.requireNonNull(audience)).flatMap(session -> switch (session.state()) {
            case SIGNED_IN -> chain.filter(forwarded(exchange, session));
            case LINKING -> notSignedIn(exchange, "/koppelen");
            case ANONYMOUS -> notSignedIn(exchange, "/eherkenning/login?returnTo=" + returnTo(request));
        });
    }

    private ServerWebExchange forwarded(ServerWebExchange exchange, SessionToken session) {
        var answer = exchange.getResponse().getHeaders();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> clean(answer)));
        return exchange.mutate()
                .request(request -> request.headers(headers -> {
                    OurCookies.keepFromUpstream(headers);
                    headers.set(HttpHeaders.AUTHORIZATION, session.bearer());
                }))
                .build();
    }

    private void clean(HttpHeaders answer) {
        OurCookies.keepFromBrowser(answer);
        OF_THE_ORIGIN.forEach(answer::remove);
        Optional.ofNullable(answer.getFirst(HttpHeaders.LOCATION))
                .filter(location -> location.startsWith(upstream + "/"))
                .ifPresent(location -> answer.set(HttpHeaders.LOCATION, location.substring(upstream.length())));
    }

    private static Mono<Void> notSignedIn(ServerWebExchange exchange, String entrance) {
        if (!isNavigation(exchange.getRequest())) {
            return Mono.error(Problem.of(
                    HttpStatus.UNAUTHORIZED, "not-signed-in", "Not signed in", "Log in to the portal and try again."));
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().setLocation(URI.create(entrance));
        return response.setComplete();
    }

    /** Old browsers do not say so themselves, but ask for a page. */
    private static boolean isNavigation(ServerHttpRequest request) {
        var mode = request.getHeaders().getFirst("Sec-Fetch-Mode");
        var accepted = Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.ACCEPT), "");
        return HttpMethod.GET.equals(request.getMethod())
                && (mode == null ? accepted.contains("text/html") : mode.equals("navigate"));
    }

    private static String returnTo(ServerHttpRequest request) {
        var path = request.getURI().getRawPath().replaceAll("/$", "");
        return RETURN.matcher(path).matches() ? path : ApplicationPath.ROOT;
    }
}
