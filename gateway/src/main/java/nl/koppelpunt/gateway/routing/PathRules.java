// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets through plain paths only. No path of ours needs an escape, a parameter or a dot segment, so whatever carries one is
 * meant to be read differently by two of us.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PathRules implements WebFilter {

    private static final Pattern PLAIN = Pattern.compile("(/\\.well-known)?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*+/?");
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!isPlain(request.getURI().getRawPath())) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        return METHODS.contains(request.getMethod())
                ? chain.filter(exchange)
                : Mono.error(new MethodNotAllowedException(request.getMethod(), METHODS));
    }

    static boolean isPlain(String path) {
        return PLAIN.matcher(path).matches();
    }
}
