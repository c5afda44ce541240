// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import java.time.Instant;
import java.util.UUID;

/** Sessions as identity-link-service tells about them. */
public final class Sessions {

    public static final String TOKENS = "POST /internal/session-tokens";

    private static final String FOR_THE_APPLICATION = "\"audience\":\"" + GatewayTestSupport.AUDIENCE + "\"";
    private static final String ANONYMOUS = "{\"state\":\"ANONYMOUS\"}";

    private Sessions() {}

    public static void anonymous(FakeService identityLink) {
        say(identityLink, ANONYMOUS, ANONYMOUS);
    }

    public static void linking(FakeService identityLink) {
        var id = UUID.randomUUID();
        say(identityLink, session("LINKING", "linking-token", id), "{\"state\":\"LINKING\"}");
    }

    /** With a token for our services, and another for whoever asks on behalf of the application behind the portal. */
    public static UUID signedIn(FakeService identityLink) {
        var id = UUID.randomUUID();
        say(identityLink, session("SIGNED_IN", "portal-token", id), session("SIGNED_IN", "application-token", id));
        return id;
    }

    private static void say(FakeService identityLink, String forServices, String forApplication) {
        identityLink.answers(TOKENS, 200, forServices);
        identityLink.answersWhen(TOKENS, FOR_THE_APPLICATION, 200, forApplication);
    }

    private static String session(String state, String token, UUID id) {
        var now = Instant.now();
        return """
                {"state":"%s","token":"%s","tokenExpiresAt":"%s","sessionId":"%s","sessionExpiresAt":"%s","idleExpiresAt":"%s"}""".formatted(state, token, now.plusSeconds(120), id, now.plusSeconds(28_800), now.plusSeconds(900));
    }
}
