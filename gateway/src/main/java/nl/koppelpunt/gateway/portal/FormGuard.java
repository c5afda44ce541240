// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.koppelpunt.gateway.ApplicationPath;
import nl.koppelpunt.gateway.session.FormToken;
import nl.koppelpunt.gateway.session.RequestOrigin;
import nl.koppelpunt.gateway.session.SessionCookie;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A form is only accepted from a page of ours, in the session the page was made for. The API has the same rule with a header
 * in place of the token, and so has the application behind us without one. Three routes are exceptions: the answers of the broker are posted by its pages, one is checked against a
 * binding cookie and the other, to a log-out, ends nothing; and a report of a browser changes nothing.
 */
@Component
@Order(FormGuard.ORDER)
class FormGuard implements WebFilter {

    static final int ORDER = 10;

    /** The broker's page posts its answers, a browser of its own accord what a policy stopped. */
    private static final Set<String> OPEN = Set.of("/eherkenning/acs", "/eherkenning/slo", "/csp-reports");

    private final SessionCookie cookie;
    private final RequestOrigin origin;
    private final FormToken token;
    private final DispatcherHandler dispatcher;

    FormGuard(SessionCookie cookie, RequestOrigin origin, FormToken token, DispatcherHandler dispatcher) {
        this.cookie = cookie;
        this.origin = origin;
        this.token = token;
        this.dispatcher = dispatcher;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!isForm(request)) {
            return chain.filter(exchange);
        }
        if (!origin.isOurs(request)) {
            return refuse(exchange, Failure.FORM_REFUSED);
        }
        if (cookie.valueIn(request).isEmpty()) {
            return refuse(exchange, Failure.SESSION_ENDED);
        }
        return exchange.getFormData()
                .map(form -> token.fits(request, form.getFirst("_csrf")))
                .defaultIfEmpty(false)
                .flatMap(fits -> fits ? chain.filter(exchange) : refuse(exchange, Failure.FORM_REFUSED));
    }

    /** What does not exist is not found, whoever asks for it. */
    private Mono<Void> refuse(ServerWebExchange exchange, Failure failure) {
        return Flux.fromIterable(Objects.requireNonNullElse(dispatcher.getHandlerMappings(), List.of()))
                .concatMap(mapping -> mapping.getHandler(exchange))
                .filter(handler -> !(handler instanceof ResourceWebHandler))
                .hasElements()
                // Found, but for other methods.
                .onErrorReturn(ResponseStatusException.class, true)
                .flatMap(exists -> Mono.error(
                        exists ? new PageException(failure) : new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    private static boolean isForm(ServerHttpRequest request) {
        var path = request.getPath().value();
        return !HttpMethod.GET.equals(request.getMethod())
                && !HttpMethod.HEAD.equals(request.getMethod())
                && !path.startsWith("/api/")
                && !ApplicationPath.isOf(request)
                && !OPEN.contains(path);
    }
}
