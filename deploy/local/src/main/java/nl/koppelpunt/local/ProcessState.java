// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one process of the stack is doing.
 *
 * @param pid absent when it does not run
 * @param restarts how often it was started again by itself since a person started it
 * @param ports where it listens, the one for people first
 */
record ProcessState(
        String name,
        Condition condition,
        @Nullable Long pid,
        @Nullable Instant since,
        int restarts,
        List<Integer> ports) {

    enum Condition {
        HEALTHY("healthy"),
        UNHEALTHY("not healthy"),
        DOWN("down");

        private final String words;

        Condition(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean isHealthy() {
        return condition == Condition.HEALTHY;
    }
}
