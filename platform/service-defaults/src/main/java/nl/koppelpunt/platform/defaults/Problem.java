// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that refuses, as a problem document (RFC 9457): {@code type} {@code urn:koppelpunt:problem:<code>} and a
 * member {@code code}. Neither title nor detail may hold anything the caller typed.
 */
public class Problem extends ErrorResponseException {

    protected Problem(HttpStatus status, ProblemDetail body, @Nullable Throwable cause) {
        super(status, body, cause);
    }

    public static Problem of(HttpStatus status, String code, String title, String detail) {
        return new Problem(status, body(status, code, title, detail), null);
    }

    static ProblemDetail body(HttpStatus status, String code, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:koppelpunt:problem:" + code));
        body.setTitle(title);
        body.setProperty("code", code);
        return body;
    }

    /** Adds a member to the document. */
    public Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    /** Adds {@code Retry-After}, rounded up to whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return this;
    }
}
