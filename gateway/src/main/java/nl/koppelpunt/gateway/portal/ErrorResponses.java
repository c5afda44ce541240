// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import nl.koppelpunt.gateway.ApplicationPath;
import nl.koppelpunt.gateway.language.Languages;
import nl.koppelpunt.platform.defaults.Problem;
import nl.koppelpunt.platform.defaults.Problems;
import nl.koppelpunt.platform.defaults.References;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The last word on everything that went wrong on its way through the gateway: a problem document for programs, a page for
 * people, and one line in the log with the same reference.
 */
@Component
@Order(ErrorResponses.ORDER)
class ErrorResponses implements ErrorWebExceptionHandler {

    /** Before the framework's own handlers, which would answer without a body. */
    static final int ORDER = -100;

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private final ViewResolver views;
    private final Problems problems;
    private final References references;
    private final PageParts parts;
    private final Languages languages;

    ErrorResponses(ViewResolver views, Problems problems, References references, PageParts parts, Languages languages) {
        this.views = views;
        this.problems = problems;
        this.references = references;
        this.parts = parts;
        this.languages = languages;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(thrown);
        }
        var error = Outages.is(thrown) ? unavailable() : thrown;
        var headers = exchange.getResponse().getHeaders();
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        return isOfAProgram(exchange.getRequest())
                ? problems.write(exchange, error)
                : page(exchange, Refusal.of(error), error);
    }

    private static boolean isOfAProgram(ServerHttpRequest request) {
        var accepted = Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.ACCEPT), "");
        return request.getPath().value().startsWith("/api/")
                || (ApplicationPath.isOf(request) && accepted.contains("json") && !accepted.contains("text/html"));
    }

    private Mono<Void> page(ServerWebExchange exchange, Refusal refusal, Throwable error) {
        var reference = references.next();
        log(reference, exchange.getRequest(), refusal, error);
        var response = exchange.getResponse();
        response.setStatusCode(refusal.status());
        refusal.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        var language = languages.of(exchange.getRequest());
        var model = new HashMap<>(parts.of(exchange.getRequest()));
        model.put("failure", FailurePage.of(refusal.failure(), refusal.retryAfter()));
        model.put("reference", reference);
        return views.resolveViewName("fout", language.locale()).flatMap(view -> view.render(model, HTML, exchange));
    }

    private static void log(String reference, ServerHttpRequest request, Refusal refusal, Throwable error) {
        var code = refusal.failure().code();
        var status = refusal.status().value();
        if (refusal.failure() == Failure.INTERNAL_SERVER_ERROR) {
            LOG.error("reference={} status={} code={} method={}", reference, status, code, request.getMethod(), error);
        } else {
            LOG.info("reference={} status={} code={} method={}", reference, status, code, request.getMethod());
        }
    }

    private static Problem unavailable() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporarily-unavailable",
                        "Temporarily unavailable",
                        "A service this request needs is away. Nothing was done halfway. Try again in a moment.")
                .retryAfter(Duration.ofSeconds(30));
    }
}
