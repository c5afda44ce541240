// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static nl.koppelpunt.simulator.TestLandscape.DV;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "simulator.soap-port=0",
            "simulator.artifact-binding=POST",
            "simulator.log-out=false"
        })
@Import(TestLandscape.class)
class ArtifactByFormTests {

    @LocalServerPort
    int port;

    @Test
    void brokerWithoutLogOutDoesNotOfferIt() {
        try (var browser = new TestBrowser(port)) {
            assertThat(browser.get("/metadata").body())
                    .contains("SingleSignOnService")
                    .doesNotContain("SingleLogoutService");
            var request = DV.signed(DV.logOutRequest("_name", "_index"));
            var base64 = java.util.Base64.getEncoder()
                    .encodeToString(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(browser.post("/saml/slo", "SAMLRequest=" + TestDv.encoded(base64))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void artifactAndRelayStateAreInAFormToTheService() {
        try (var browser = new TestBrowser(port)) {
            var page = browser.post(browser.begin(DV) + "/annuleren", "");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("action=\"" + TestDv.ACS + "\"", "name=\"SAMLart\"", "value=\"relay-1\"", "Verder");
        }
    }
}
