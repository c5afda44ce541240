// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.Objects;
import nl.koppelpunt.gateway.portal.FormErrors.FormError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/** Why a form comes back, and with which status. */
record FormProblem(
        HttpStatus status, FormErrors errors, @Nullable Duration retryAfter) {

    static final FormProblem NONE = new FormProblem(HttpStatus.OK, FormErrors.NONE, null);

    /** Something is wrong with the form as a whole, and waiting helps. */
    static FormProblem whole(HttpStatus status, String key, @Nullable Duration wait) {
        var message = Message.of(key, Objects.requireNonNullElse(wait, Duration.ofMinutes(1)));
        var errors = FormErrors.of(Message.of(key + ".title"), new FormError(null, message));
        return new FormProblem(status, errors, wait);
    }

    Rendering.Builder<?> on(Rendering.Builder<?> page) {
        page.status(status).modelAttribute("errors", errors);
        return retryAfter == null
                ? page
                : page.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
