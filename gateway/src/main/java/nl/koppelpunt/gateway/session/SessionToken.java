// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who the cookie stands for, with the token to say so to the services. */
public record SessionToken(
        State state,
        @Nullable String token,
        @Nullable Instant tokenExpiresAt,
        @Nullable UUID sessionId,
        @Nullable Instant sessionExpiresAt,
        @Nullable Instant idleExpiresAt) {

    public enum State {
        ANONYMOUS,
        LINKING,
        SIGNED_IN
    }

    static final SessionToken ANONYMOUS = new SessionToken(State.ANONYMOUS, null, null, null, null, null);

    public boolean is(State other) {
        return state == other;
    }

    /** The token as it stands in an Authorization header. */
    public String bearer() {
        return "Bearer " + token;
    }

    boolean isUsableAt(Instant moment) {
        return Stream.of(tokenExpiresAt, sessionExpiresAt, idleExpiresAt)
                .allMatch(end -> end != null && moment.isBefore(end));
    }

    @Override
    public String toString() {
        return "SessionToken[" + state + ", " + sessionId + "]";
    }
}
