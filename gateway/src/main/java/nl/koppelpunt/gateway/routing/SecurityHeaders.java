// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.koppelpunt.gateway.ApplicationPath;
import nl.koppelpunt.gateway.CookieProperties;
import nl.koppelpunt.gateway.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The headers of every response, whoever made it: written last, so that nobody behind us can weaken them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders implements WebFilter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + "img-src 'self'; %sform-action %s; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; report-to csp";
    private static final Map<String, String> FIXED = Map.of(
            "Reporting-Endpoints", "csp=\"" + PolicyReports.PATH + "\"",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy",
                    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()");
    private static final List<String> TALKATIVE =
            List.of(HttpHeaders.SERVER, "X-Powered-By", "X-XSS-Protection", "Via");
    private static final String LOGIN = "/eherkenning/";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final String ourPolicy;
    private final String loginPolicy;
    private final String applicationPolicy;
    private final boolean https;

    SecurityHeaders(GatewayProperties gateway, CookieProperties cookies) {
        this.ourPolicy = POLICY.formatted("", "'self'");
        this.loginPolicy = POLICY.formatted("", ("'self' " + String.join(" ", gateway.brokerOrigin())).strip());
        this.applicationPolicy =
                POLICY.formatted("connect-src " + gateway.publicOrigin() + ApplicationPath.ROOT + "/; ", "'self'");
        this.https = cookies.secure();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> write(exchange)));
        return chain.filter(exchange);
    }

    private void write(ServerWebExchange exchange) {
        var path = exchange.getRequest().getURI().getRawPath();
        var headers = exchange.getResponse().getHeaders();
        TALKATIVE.forEach(headers::remove);
        FIXED.forEach(headers::set);
        headers.set("Content-Security-Policy", policyOf(exchange.getRequest(), path));
        if (https) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
        if (isAsset(path, exchange.getResponse().getStatusCode())) {
            headers.setCacheControl(FOREVER);
            return;
        }
        headers.setCacheControl("no-store");
        headers.remove(HttpHeaders.PRAGMA);
        headers.remove(HttpHeaders.EXPIRES);
        if (path.startsWith(LOGIN)) {
            // The scheme prescribes these words for whatever passes through a browser.
            headers.setCacheControl("no-cache, no-store");
            headers.setPragma("no-cache");
        }
    }

    private String policyOf(ServerHttpRequest request, String path) {
        if (path.startsWith(LOGIN)) {
            return loginPolicy;
        }
        return ApplicationPath.isOf(request) ? applicationPolicy : ourPolicy;
    }

    /** The name of an asset holds the hash of its content; an error under that name does not. */
    private static boolean isAsset(String path, @Nullable HttpStatusCode status) {
        return path.startsWith("/assets/") && (status == null || !status.isError());
    }
}
