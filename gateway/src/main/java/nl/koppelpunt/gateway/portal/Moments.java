// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moments as seen from now. */
@Component
class Moments {

    private static final Duration ALMOST_A_MINUTE = Duration.ofMinutes(1).minusNanos(1);

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** The moment, when it is still to come. */
    @Nullable
    Instant toCome(@Nullable Instant moment) {
        return moment == null || moment.isBefore(clock.instant()) ? null : moment;
    }

    /** The whole minute from which a moment that is still to come has passed, as pages tell no seconds. */
    @Nullable
    Instant notBefore(@Nullable Instant moment) {
        var toCome = toCome(moment);
        return toCome == null ? null : toCome.plus(ALMOST_A_MINUTE).truncatedTo(ChronoUnit.MINUTES);
    }

    @Nullable
    Duration until(@Nullable Instant moment) {
        return moment == null ? null : Duration.between(clock.instant(), moment);
    }
}
