// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What happens after a login: the rest of the service gives the browser a session, or takes the one it had. */
public interface LoginCompletion {

    /**
     * Starts a session for the identity, in place of the one the browser came with; never empty.
     *
     * @param brokerSession what the broker calls it, to be kept as long as the session
     */
    Mono<LoginResult> complete(
            VerifiedIdentity identity, @Nullable BrokerSession brokerSession, @Nullable String existingSessionCookie);

    /** Ends the session the browser came with: whose login was refused is told not to be logged in, and is not. */
    Mono<Void> leave(String existingSessionCookie);
}
