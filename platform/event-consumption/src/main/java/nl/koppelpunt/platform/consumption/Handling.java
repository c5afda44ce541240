// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * What a listener does with a fact, to its end. The consumer's thread is there to wait: so facts are handled one at a time
 * and in their order, and an offset is committed after the effect and never before (S-113).
 */
public final class Handling {

    static final Duration TIME_OUT = Duration.ofSeconds(60);

    private Handling() {}

    /**
     * Waits until it is done.
     *
     * @throws RuntimeException when it failed: the fact is then handled again, from where the partition stood
     */
    public static void finish(Mono<Void> handling) {
        handling.block(TIME_OUT);
    }
}
