// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A process that is started again when it ends without being asked to. */
interface Supervised {

    String name();

    /** Starts it, the first time or again; ends with an unchecked exception that says why it cannot. */
    void start();

    /** Ends it in order, or by force when it takes too long; nothing happens when it does not run. */
    void stop();

    /** Completes, with how it ended, when the process that runs now has ended. */
    CompletableFuture<String> ended();

    /** The process that runs now. */
    Optional<ProcessHandle> handle();

    /** Whether it runs and answers. */
    boolean isHealthy();

    /** The end of its log. */
    String tail();

    /** Waits until it answers; whether it does. */
    default boolean becomesHealthy(Duration limit) {
        var _ = Polling.until(limit, () -> handle().isEmpty() || isHealthy());
        return isHealthy();
    }
}
