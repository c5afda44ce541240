// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/** Why a form comes back, and with which status. */
record FormProblem(
        HttpStatus status, FormErrors errors, @Nullable Duration retryAfter) {

    static final FormProblem NONE = new FormProblem(HttpStatus.OK, FormErrors.NONE, null);

    Rendering.Builder<?> on(Rendering.Builder<?> page) {
        page.status(status).modelAttribute("errors", errors);
        return retryAfter == null
                ? page
                : page.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
