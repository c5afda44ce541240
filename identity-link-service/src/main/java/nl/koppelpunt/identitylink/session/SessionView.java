// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import nl.koppelpunt.identitylink.session.LiveSession.SignedInAs;
import org.jspecify.annotations.Nullable;

/** A session as its own person sees it; the pseudonym is shown to nobody. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionView(
        String state,
        @Nullable Instant expiresAt,
        @Nullable Instant idleExpiresAt,
        @Nullable String levelOfAssurance,
        @Nullable List<String> institutionCodes,
        @Nullable Organisation organisation) {

    static final SessionView ANONYMOUS = new SessionView("ANONYMOUS", null, null, null, null, null);

    static SessionView linking(LiveSession session) {
        return of(session, null, null);
    }

    static SessionView signedIn(LiveSession session, SignedInAs as, List<String> institutionCodes) {
        return of(session, institutionCodes, new Organisation(as.legalType(), as.legalValue()));
    }

    private static SessionView of(
            LiveSession session, @Nullable List<String> institutionCodes, @Nullable Organisation organisation) {
        return new SessionView(
                session.state(),
                session.expiresAt(),
                session.idleExpiresAt(),
                session.levelOfAssurance(),
                institutionCodes,
                organisation);
    }

    record Organisation(String type, String value) {}
}
