// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;

/** What an error means on a page: its status, the failure to tell about and how long to wait; nothing of its own text. */
record Refusal(HttpStatusCode status, Failure failure, HttpHeaders headers) {

    static Refusal of(Throwable error) {
        return switch (error) {
            case PageException page -> new Refusal(page.failure().status(), page.failure(), wait(page.retryAfter()));
            case DataBufferLimitException _ -> ofStatus(HttpStatus.CONTENT_TOO_LARGE, HttpHeaders.EMPTY);
            case ErrorResponse response -> ofStatus(response.getStatusCode(), response.getHeaders());
            default -> ofStatus(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY);
        };
    }

    @Nullable
    Duration retryAfter() {
        var seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static Refusal ofStatus(HttpStatusCode status, HttpHeaders headers) {
        return new Refusal(status, Failure.byStatus(status), headers);
    }

    private static HttpHeaders wait(@Nullable Duration wait) {
        var headers = new HttpHeaders();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        }
        return headers;
    }
}
