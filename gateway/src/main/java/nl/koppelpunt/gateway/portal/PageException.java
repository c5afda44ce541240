// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** This request ends on the page of a failure. */
class PageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final @Nullable Duration retryAfter;

    PageException(Failure failure) {
        this(failure, null);
    }

    PageException(Failure failure, @Nullable Duration retryAfter) {
        super(failure.code());
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    Failure failure() {
        return failure;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
