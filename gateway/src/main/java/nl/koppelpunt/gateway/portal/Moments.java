// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moments as seen from now. */
@Component
class Moments {

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** The moment, when it is still to come. */
    @Nullable
    Instant toCome(@Nullable Instant moment) {
        return moment == null || moment.isBefore(clock.instant()) ? null : moment;
    }

    @Nullable
    Duration until(@Nullable Instant moment) {
        return moment == null ? null : Duration.between(clock.instant(), moment);
    }
}
