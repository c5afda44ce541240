// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

@GatewayTest
@DirtiesContext
@DisplayName("S-117 a service that is away is said to be away")
class OutageTests {

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void stop() {
        browser.startAnew();
        identityLink.stop();
    }

    @Test
    void programsGetAProblem() {
        var answer = browser.open("/api/links/v1/session");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        assertThat(answer.html())
                .contains("\"code\":\"temporarily-unavailable\"", "\"reference\":\"")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void peopleGetAPage() {
        for (var address : new String[] {"/eherkenning/login", "/koppelen", "/mijn"}) {
            var page = browser.openSignedIn(address);
            assertThat(page.status()).as(address).isEqualTo(503);
            assertThat(page.text()).contains("Het lukt nu even niet", "Er is niets half gedaan.");
            assertThat(page.html()).doesNotContain("127.0.0.1", "Exception");
        }
    }

    @Test
    void startPageStaysUp() {
        assertThat(browser.openSignedIn("/").text()).contains("Inloggen met eHerkenning");
    }
}
