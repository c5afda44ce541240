// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import nl.koppelpunt.event.KoppelpuntEvent;
import reactor.core.publisher.Mono;

/** Where a service leaves its events. */
public interface Outbox {

    /**
     * Writes the event in the caller's transaction, so that it is told if and only if the act is committed. Ends with an
     * {@link IllegalStateException} outside an R2DBC transaction.
     */
    Mono<Void> append(KoppelpuntEvent event);
}
