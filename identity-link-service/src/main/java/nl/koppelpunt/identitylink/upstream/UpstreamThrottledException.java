// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

import java.time.Duration;

/** The other service limits what was asked; it may be asked again after a while. */
public final class UpstreamThrottledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    UpstreamThrottledException(String service, Duration retryAfter) {
        super(service + " limits this request");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
