// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
class HomePageTests {

    private static final String ME = "GET /api/accounts/v1/portal-users/me";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService accounts;

    @BeforeEach
    void signedIn() {
        browser.startAnew();
        identityLink.forget();
        accounts.forget();
        Sessions.signedIn(identityLink);
        identityLink.answers(
                "GET /api/links/v1/session", 200, """
                {"state":"SIGNED_IN","expiresAt":"%1$s","idleExpiresAt":"%1$s","institutionCodes":["10AB","41234"],
                "levelOfAssurance":"urn:etoegang:core:assurance-class:loa3","organisation":{"type":"KvKnr","value":"12345678"}}""".formatted(Instant.now().plusSeconds(900)));
        accounts.answers(ME, 200, """
                {"portalUserId":"0197b3c2-7d1e-7a40-9c1b-2f6f5a0c0007","institutions":[
                {"code":"10AB","name":"De Vuurvogel","kind":"school","boardNumber":"41234"}]}""");
    }

    @Test
    void namesTheInstitutions() {
        var page = browser.openSignedIn("/mijn");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.title()).isEqualTo("Welkom bij MijnHelpdeskPO - MijnHelpdeskPO");
        assertThat(page.text())
                .contains("Welkom bij MijnHelpdeskPO")
                .contains("U bent ingelogd met eHerkenning niveau 3 namens KvK-nummer 12345678.")
                .contains("10AB De Vuurvogel", "41234", "Uw profiel", "Uitloggen")
                .doesNotContain("niet laten zien");
        assertThat(page.html()).contains("<details").contains("value=\"" + browser.formToken() + "\"");
        assertThat(accounts.asked(ME).getFirst().header("Authorization")).isEqualTo("Bearer portal-token");
    }

    @Test
    void worksWithCodesAloneWhenAccountServiceIsAway() {
        accounts.answers(ME, 503, "");

        var page = browser.openSignedIn("/mijn");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("10AB", "41234", "de namen van uw instellingen op dit moment niet laten zien");
    }

    @Test
    void isForWhoeverIsSignedIn() {
        Sessions.anonymous(identityLink);
        assertThat(browser.send("/uitloggen", Map.of()).location()).isEqualTo("/uitgelogd");
        assertThat(browser.open("/mijn").location()).isEqualTo("/");
    }

    @Test
    void logOutEndsTheSessionAndMakesTheBrowserForget() {
        identityLink.answers("DELETE /api/links/v1/session", 204, "", "Set-Cookie: session=; Max-Age=0; Path=/");

        var page = browser.send("/uitloggen", Map.of());

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/uitgelogd");
        assertThat(page.header("Set-Cookie")).isEqualTo("session=; Max-Age=0; Path=/");
        assertThat(page.header("Clear-Site-Data")).contains("\"cookies\"");
        Sessions.anonymous(identityLink);
        assertThat(browser.openSignedIn("/mijn").location()).isEqualTo("/uitgelogd?verlopen");
    }

    @Test
    void logOutGoesOnToTheBrokerWhereItCan() {
        identityLink.answers(
                "DELETE /api/links/v1/session",
                200,
                "{\"brokerLogOut\":\"/eherkenning/logout?ticket=abc\"}",
                "Set-Cookie: session=; Max-Age=0; Path=/");

        var page = browser.send("/uitloggen", Map.of());

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/eherkenning/logout?ticket=abc");
        assertThat(page.header("Set-Cookie")).isEqualTo("session=; Max-Age=0; Path=/");
    }

    @Test
    void logOutThatCouldNotBeDoneIsNotClaimed() {
        identityLink.answers("DELETE /api/links/v1/session", 503, "");

        var page = browser.send("/uitloggen", Map.of());

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Het lukt nu even niet");
    }

    @Test
    void faultOfOursShowsNothingOfTheInside() {
        identityLink.answers("GET /api/links/v1/session", 200, "not json at all");

        var page = browser.openSignedIn("/mijn");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.text()).contains("Er is iets misgegaan").containsPattern("referentienummer: [A-Z2-9]{8}\\.");
        assertThat(page.html()).doesNotContain("Exception", "nl.koppelpunt", "127.0.0.1", "jackson");
    }
}
