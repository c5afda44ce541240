// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

import java.time.Duration;
import nl.koppelpunt.platform.defaults.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The other service gave no answer that can be used; what was asked of it may be asked again. */
public final class UpstreamUnavailableException extends Problem {

    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    public UpstreamUnavailableException() {
        super(HttpStatus.SERVICE_UNAVAILABLE, document(), null);
        retryAfter(RETRY_AFTER);
    }

    private static ProblemDetail document() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporarily-unavailable",
                        "Temporarily unavailable",
                        "This step cannot be taken right now. Nothing has changed; try again in a moment.")
                .getBody();
    }
}
