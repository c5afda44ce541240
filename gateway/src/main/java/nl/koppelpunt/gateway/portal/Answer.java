// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service said to a question about the link attempt: what was asked, or a refusal with a reason. */
sealed interface Answer<T> {

    /**
     * What was asked.
     *
     * @param cookies Set-Cookie lines the browser has to get
     */
    record Given<T>(T body, List<String> cookies) implements Answer<T> {}

    /**
     * A refusal with a reason.
     *
     * @param code the reason, as the contract of the service names it
     * @param errors what is wrong with which field, when the input was refused
     */
    record Refused<T>(
            int status,
            String code,
            List<FieldError> errors,
            @Nullable Duration retryAfter) implements Answer<T> {}

    record FieldError(String field, String code) {}
}
