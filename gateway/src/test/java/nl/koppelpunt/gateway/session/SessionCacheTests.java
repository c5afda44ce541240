// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

@GatewayTest
@DisplayName("S-095 a token is reused for a short time, and never to change something")
class SessionCacheTests {

    private static final String SESSION = "/api/links/v1/session";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void signedIn() {
        browser.startAnew();
        identityLink.forget();
        Sessions.signedIn(identityLink);
        identityLink.answers("GET " + SESSION, 200, "{}");
        identityLink.answers("DELETE " + SESSION, 204, "");
    }

    @Test
    void readingAsksOnce() {
        read();
        read();

        assertThat(identityLink.asked(Sessions.TOKENS))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body()).isEqualTo("{\"session\":\"" + browser.session() + "\"}"));
    }

    @Test
    void changingAlwaysAsks() {
        read();
        end();
        end();

        assertThat(identityLink.asked(Sessions.TOKENS)).hasSize(3);
    }

    @Test
    void anonymousIsNotRemembered() {
        Sessions.anonymous(identityLink);
        read();
        Sessions.signedIn(identityLink);
        read();

        assertThat(identityLink.asked("GET " + SESSION).getLast().header("Authorization"))
                .isEqualTo("Bearer portal-token");
    }

    @Test
    void cookieThatCannotBeOursIsNotAskedAbout() {
        Browser.page(browser.client().get().uri(SESSION).header(HttpHeaders.COOKIE, "session=" + "a".repeat(500)));
        Browser.page(browser.client()
                .get()
                .uri(SESSION)
                .header(HttpHeaders.COOKIE, "session=" + browser.session() + "; session=" + "b".repeat(40)));

        assertThat(identityLink.asked(Sessions.TOKENS)).isEmpty();
    }

    private void read() {
        Browser.page(browser.client().get().uri(SESSION).cookie("session", browser.session()));
    }

    private void end() {
        Browser.page(browser.client()
                .delete()
                .uri(SESSION)
                .cookie("session", browser.session())
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Requested-With", "fetch"));
    }
}
