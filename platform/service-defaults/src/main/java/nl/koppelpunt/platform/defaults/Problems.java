// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an error as {@code application/problem+json} with a member {@code reference}, and one log line with the same
 * reference. What is in the log line but not in the answer: the kind of the error and, for a fault of ours, its stack.
 */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;
    private final References references;

    Problems(JsonMapper json, References references) {
        this.json = json;
        this.references = references;
    }

    /** Writes the answer; an error signal comes back when the answer was already on its way. */
    public Mono<Void> write(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        ErrorResponseException problem = ProblemTranslator.translate(error);
        String reference = references.next();
        log(exchange, problem, reference, error);
        response.setStatusCode(problem.getStatusCode());
        HttpHeaders headers = response.getHeaders();
        problem.getHeaders().forEach(headers::put);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        byte[] body = json.writeValueAsBytes(members(problem.getBody(), reference));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Map<String, Object> members(ProblemDetail body, String reference) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", String.valueOf(body.getType()));
        members.put("title", Objects.requireNonNullElse(body.getTitle(), ""));
        members.put("status", body.getStatus());
        members.put("detail", Objects.requireNonNullElse(body.getDetail(), ""));
        members.put("reference", reference);
        Map<String, Object> extra = body.getProperties();
        if (extra != null) {
            members.putAll(extra);
        }
        return members;
    }

    private static void log(
            ServerWebExchange exchange, ErrorResponseException problem, String reference, Throwable error) {
        int status = problem.getStatusCode().value();
        String method = exchange.getRequest().getMethod().name();
        String code =
                String.valueOf(Objects.requireNonNullElse(problem.getBody().getProperties(), Map.of())
                        .get("code"));
        if (status >= 500 && !(error instanceof ErrorResponseException)) {
            log.error(
                    "reference={} status={} code={} method={}", reference, status, code, method, LoggedError.of(error));
        } else {
            log.info("reference={} status={} code={} method={}", reference, status, code, method);
        }
    }
}
