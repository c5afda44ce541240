// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Compares the moments in a message with our clock, allowing for the skew between two clocks. */
final class TimeWindow {

    private final Clock clock;
    private final Duration skew;

    TimeWindow(Clock clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
    }

    void requireStarted(Instant notBefore, Refusal refusal) {
        require(!clock.instant().isBefore(notBefore.minus(skew)), refusal);
    }

    void requireNotOver(Instant notOnOrAfter, Refusal refusal) {
        require(clock.instant().isBefore(notOnOrAfter.plus(skew)), refusal);
    }

    /** Not in the future and no older than that. */
    void requireRecent(Instant moment, Duration maximumAge, Refusal refusal) {
        requireStarted(moment, refusal);
        require(!clock.instant().isAfter(moment.plus(maximumAge).plus(skew)), refusal);
    }

    private static void require(boolean condition, Refusal refusal) {
        if (!condition) {
            throw new RefusedException(refusal);
        }
    }
}
