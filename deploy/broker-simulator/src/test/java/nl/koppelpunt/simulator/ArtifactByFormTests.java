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
        properties = {"management.server.port=0", "simulator.soap-port=0", "simulator.artifact-binding=POST"})
@Import(TestLandscape.class)
class ArtifactByFormTests {

    @LocalServerPort
    int port;

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
