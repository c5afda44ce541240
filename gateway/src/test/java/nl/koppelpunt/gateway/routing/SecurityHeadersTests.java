// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.Browser.Page;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
@DisplayName("S-101 S-102 every class of response carries the security headers")
class SecurityHeadersTests {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; report-to csp";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void forget() {
        browser.startAnew();
        identityLink.forget();
    }

    @Test
    void pages() {
        assertCovered(browser.open("/"), 200);
        assertCovered(browser.open("/mijn"), 303);
    }

    @Test
    void errors() {
        Sessions.linking(identityLink);
        assertCovered(browser.open("/bestaat-niet"), 404);
        assertCovered(browser.open("/assets/portal.0000.css"), 404);
        assertCovered(browser.open("/a%20b"), 400);
        assertCovered(browser.open("/uitloggen"), 405);
        assertCovered(browser.open("/api/bestaat-niet"), 404);
        assertCovered(browser.send("/koppelen", Map.of("email", "x".repeat(300_000))), 413);
        assertCovered(Browser.page(browser.client().post().uri("/koppelen")), 403);
    }

    @Test
    void faultsAndOutages() {
        identityLink.answers(Sessions.TOKENS, 200, "broken");
        assertCovered(browser.openSignedIn("/mijn"), 500);
        identityLink.answers(Sessions.TOKENS, 503, "");
        var page = browser.openSignedIn("/mijn");
        assertCovered(page, 503);
        assertThat(page.header("Retry-After")).isEqualTo("30");
        assertThat(page.text()).contains("Het lukt nu even niet").containsPattern("referentienummer: [A-Z2-9]{8}\\.");
    }

    @Test
    void routedAnswersAreNotWeakenedByTheServiceBehind() {
        identityLink.answers(
                "GET /api/links/v1/session",
                200,
                "{}",
                "Content-Security-Policy: default-src *",
                "X-Frame-Options: ALLOWALL",
                "Cache-Control: public, max-age=9",
                "X-Powered-By: something",
                "Pragma: cache");

        assertCovered(browser.open("/api/links/v1/session"), 200);
    }

    @Test
    void loginFormMayBePostedToTheBroker() {
        identityLink.answers("GET /eherkenning/login", 200, "<form>", "Content-Type: text/html");

        var page = browser.open("/eherkenning/login?returnTo=/mijn");

        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' https://makelaar.example;");
    }

    @Test
    void whatGoesToTheBrokerIsKeptNowhereInTheWordsOfTheScheme() {
        identityLink.answers("GET /eherkenning/login", 200, "<form>", "Cache-Control: public", "Pragma: cache");

        var page = browser.open("/eherkenning/login");

        assertThat(page.header("Cache-Control")).isEqualTo("no-cache, no-store");
        assertThat(page.header("Pragma")).isEqualTo("no-cache");
    }

    @Test
    void errorOfTheServiceIsAPageForWhoeverLogsIn() {
        identityLink.answers(
                "GET /eherkenning/login", 500, "{\"detail\":\"stack\"}", "Content-Type: application/problem+json");

        var page = browser.open("/eherkenning/login");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("Er is iets misgegaan").doesNotContain("stack");
    }

    @Test
    void assetsMayBeKeptForever() {
        var address = browser.open("/").html().replaceAll("(?s).*rel=\"stylesheet\" href=\"([^\"]+)\".*", "$1");

        var sheet = browser.open(address);

        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.header("Content-Type")).startsWith("text/css");
        assertThat(sheet.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(sheet.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static void assertCovered(Page page, int status) {
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.header("Content-Security-Policy")).isEqualTo(POLICY);
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Permissions-Policy")).contains("camera=()");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Server")).isEmpty();
        assertThat(page.header("X-Powered-By")).isEmpty();
        assertThat(page.header("Pragma")).isEmpty();
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
    }
}
