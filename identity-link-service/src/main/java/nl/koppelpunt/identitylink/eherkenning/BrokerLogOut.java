// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import reactor.core.publisher.Mono;

/** Logging out at the broker too, for somebody whose session here has ended. */
@FunctionalInterface
public interface BrokerLogOut {

    /** Where the browser goes on to, once and soon; empty where the broker offers no log-out. */
    Mono<URI> prepare(BrokerSession session);
}
