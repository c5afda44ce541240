// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.util.Locale;
import java.util.Set;
import nl.koppelpunt.gateway.limits.SourceAddress;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Passes on the few headers the services know, and says in our own words where the request came from. Last of its kind: an
 * earlier one would have the word Forwarded taken out of its mouth by the framework's own filters.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ForwardedHeaders implements HttpHeadersFilter {

    private static final Set<String> KNOWN = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "authorization",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "user-agent");

    private final SourceAddress source;

    ForwardedHeaders(SourceAddress source) {
        this.source = source;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var passed = new HttpHeaders();
        input.forEach((name, values) -> {
            if (KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
                passed.addAll(name, values);
            }
        });
        passed.set("Forwarded", source.forwardedFor(exchange.getRequest()));
        return passed;
    }
}
