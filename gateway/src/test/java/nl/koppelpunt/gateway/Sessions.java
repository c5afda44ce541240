// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import java.time.Instant;
import java.util.UUID;

/** Sessions as identity-link-service tells about them. */
public final class Sessions {

    public static final UUID ID = UUID.fromString("0197b3c2-7d1e-7a40-9c1b-2f6f5a0c0006");
    public static final String TOKENS = "POST /internal/session-tokens";

    private Sessions() {}

    public static void anonymous(FakeService identityLink) {
        identityLink.answers(TOKENS, 200, "{\"state\":\"ANONYMOUS\"}");
    }

    public static void linking(FakeService identityLink) {
        identityLink.answers(TOKENS, 200, session("LINKING", "linking-token"));
    }

    public static void signedIn(FakeService identityLink) {
        identityLink.answers(TOKENS, 200, session("SIGNED_IN", "portal-token"));
    }

    private static String session(String state, String token) {
        var now = Instant.now();
        return """
                {"state":"%s","token":"%s","tokenExpiresAt":"%s","sessionId":"%s","sessionExpiresAt":"%s","idleExpiresAt":"%s"}""".formatted(state, token, now.plusSeconds(120), ID, now.plusSeconds(28_800), now.plusSeconds(900));
    }
}
