// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.util.concurrent.CompletableFuture;

/** A process that is started again when it ends without being asked to. */
interface Supervised {

    String name();

    /** Starts it, the first time or again; ends with an unchecked exception that says why it cannot. */
    void start();

    /** Completes, with how it ended, when the process that runs now has ended. */
    CompletableFuture<String> ended();

    /** The end of its log. */
    String tail();
}
