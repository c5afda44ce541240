// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.limits;

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
import org.springframework.test.context.TestPropertySource;

@GatewayTest
@TestPropertySource(
        properties = {
            "koppelpunt.limits.login.requests=2", "koppelpunt.limits.login.per=1h",
            "koppelpunt.limits.credentials.requests=2", "koppelpunt.limits.credentials.per=1h",
            "koppelpunt.limits.pin.requests=2", "koppelpunt.limits.pin.per=1h",
            "koppelpunt.limits.report.requests=2", "koppelpunt.limits.report.per=1h",
            "koppelpunt.gateway.trusted-proxies=127\\.0\\.0\\.1|0:0:0:0:0:0:0:1"
        })
@DisplayName("S-100 one source cannot go on guessing")
class SourceLimitsTests {

    private static final String ATTEMPT = "/api/links/v1/link-attempt";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void linking() {
        browser.startAnew();
        identityLink.forget();
        Sessions.linking(identityLink);
        identityLink.answers("GET /eherkenning/login", 200, "<p>");
        identityLink.answers(
                "GET " + ATTEMPT,
                200,
                "{\"state\":\"AWAITING_PIN\",\"organisation\":{\"type\":\"KvKnr\",\"value\":\"1\"}}");
        identityLink.answers("POST " + ATTEMPT + "/credentials", 403, "{\"code\":\"proof-refused\"}");
        identityLink.answers(
                "POST " + ATTEMPT + "/pin-confirmations", 200, "{\"outcome\":\"rejected\",\"triesLeft\":2}");
    }

    @Test
    void thirdLoginOfASourceWaitsAndAnotherSourceDoesNot() {
        assertThat(login("10.1.1.1").status()).isEqualTo(200);
        assertThat(login("10.1.1.1").status()).isEqualTo(200);
        var refused = login("10.1.1.1");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3601);
        assertThat(refused.text())
                .contains("Even wachten", "minuten")
                .containsPattern("referentienummer: [A-Z2-9]{8}\\.");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-cache, no-store");
        assertThat(login("10.1.1.2").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("S-097 a made-up chain does not make another source")
    void whatAClientWritesToTheLeftChangesNothing() {
        login("1.1.1.1, 10.2.2.2");
        login("2.2.2.2, 10.2.2.2");

        assertThat(login("3.3.3.3, 10.2.2.2").status()).isEqualTo(429);
        assertThat(login("10.2.2.3, 127.0.0.1").status()).isEqualTo(200);
    }

    @Test
    void oneIpv6NetworkIsOneSource() {
        login("2001:db8:1:1::1");
        login("2001:db8:1:1::2");

        assertThat(login("2001:db8:1:1:ffff::3").status()).isEqualTo(429);
        assertThat(login("2001:db8:1:2::1").status()).isEqualTo(200);
    }

    @Test
    void guessingOnThePageAndByTheApiCountTogetherAndNothingTypedIsLost() {
        var typed = Map.of("email", "naam@school.example", "gebruikersnaam", "naam", "wachtwoord", "geheim-1");
        assertThat(browser.send("/koppelen", typed).status()).isEqualTo(403);
        assertThat(browser.send("/koppelen", typed).status()).isEqualTo(403);

        var page = browser.send("/koppelen", typed);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(page.text()).contains("U hebt het te vaak geprobeerd");
        assertThat(page.html()).contains("value=\"naam@school.example\"").doesNotContain("geheim-1");

        var problem = Browser.page(browser.client()
                .post()
                .uri(ATTEMPT + "/credentials")
                .cookie("session", browser.session())
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Requested-With", "x"));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.header("Retry-After")).isNotEmpty();
        assertThat(problem.html()).contains("\"code\":\"too-many-requests\"", "\"reference\":\"");
        assertThat(identityLink.asked("POST " + ATTEMPT + "/credentials")).hasSize(2);
    }

    @Test
    void pinsAreLimitedOnTheirOwn() {
        assertThat(browser.send("/koppelen/pincode", Map.of("pincode", "111111"))
                        .status())
                .isEqualTo(400);
        assertThat(browser.send("/koppelen/pincode", Map.of("pincode", "111112"))
                        .status())
                .isEqualTo(400);

        assertThat(browser.send("/koppelen/pincode", Map.of("pincode", "111113"))
                        .status())
                .isEqualTo(429);
        assertThat(identityLink.asked("POST " + ATTEMPT + "/pin-confirmations")).hasSize(2);
    }

    @Test
    @DisplayName("S-101 reports of a source are limited")
    void thirdReportOfASourceIsRefused() {
        assertThat(report().status()).isEqualTo(204);
        assertThat(report().status()).isEqualTo(204);
        assertThat(report().status()).isEqualTo(429);
    }

    private Page report() {
        return Browser.page(browser.client()
                .post()
                .uri("/csp-reports")
                .header("X-Forwarded-For", "10.3.3.3")
                .header("Content-Type", "application/reports+json")
                .bodyValue("[]"));
    }

    private Page login(String forwardedFor) {
        return Browser.page(browser.client().get().uri("/eherkenning/login").header("X-Forwarded-For", forwardedFor));
    }
}
