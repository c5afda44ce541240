// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the reports of browsers that our content security policy stopped something (S-101). Anyone may send anything here,
 * so it changes nothing but a counter; of a report only the directive and the origin of what was stopped are logged, never
 * an address or a piece of a page.
 */
@RestController
class PolicyReports {

    static final String PATH = "/csp-reports";

    private static final Logger log = LoggerFactory.getLogger(PolicyReports.class);

    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_REPORTS = 10;
    private static final Set<String> DIRECTIVES = Set.of(
            "default-src",
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "style-src",
            "style-src-elem",
            "style-src-attr",
            "font-src",
            "img-src",
            "connect-src",
            "form-action",
            "frame-ancestors",
            "base-uri",
            "object-src");
    private static final String OTHER = "other";
    private static final Set<String> KEYWORDS = Set.of("inline", "eval", "wasm-eval", "data", "blob");

    private final JsonMapper json;
    private final MeterRegistry meters;

    PolicyReports(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
        DIRECTIVES.forEach(this::counter);
        counter(OTHER);
    }

    @PostMapping(
            path = PATH,
            consumes = {"application/reports+json", "application/csp-report"})
    Mono<ResponseEntity<Void>> take(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .onErrorMap(
                        DataBufferLimitException.class, _ -> new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE))
                .map(this::read)
                .doOnNext(this::count)
                .thenReturn(ResponseEntity.noContent().build());
    }

    private JsonNode read(DataBuffer body) {
        try (var stream = body.asInputStream(true)) {
            return json.readTree(stream);
        } catch (JacksonException | IOException unreadable) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    /** An array of the Reporting API, or the one object of browsers that do not know it. */
    private void count(JsonNode body) {
        var reports = body.isArray() ? body.valueStream() : Stream.of(body);
        reports.limit(MOST_REPORTS).forEach(report -> {
            var violation = report.has("csp-report") ? report.path("csp-report") : report.path("body");
            var directive = directive(text(violation, "effectiveDirective", "effective-directive"));
            counter(directive).increment();
            log.info("Stopped by policy: {} {}", directive, origin(text(violation, "blockedURL", "blocked-uri")));
        });
    }

    private Counter counter(String directive) {
        return meters.counter("koppelpunt.csp.violations", "directive", directive);
    }

    private static String text(JsonNode violation, String name, String formerName) {
        return violation.path(violation.has(name) ? name : formerName).asString("");
    }

    private static String directive(String named) {
        return DIRECTIVES.contains(named) ? named : OTHER;
    }

    private static String origin(String blocked) {
        if (KEYWORDS.contains(blocked)) {
            return blocked;
        }
        try {
            var address = URI.create(blocked);
            return address.getHost() == null ? "unknown" : address.getScheme() + "://" + address.getHost();
        } catch (IllegalArgumentException noAddress) {
            return "unknown";
        }
    }
}
