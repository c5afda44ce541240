// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static nl.koppelpunt.simulator.TestLandscape.DV;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import nl.koppelpunt.simulator.saml.Defect;
import nl.koppelpunt.simulator.saml.NextDefect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "simulator.soap-port=0"})
@Import(TestLandscape.class)
class DefectTests {

    @LocalServerPort
    int port;

    @Autowired
    NextDefect next;

    @AfterEach
    void allIsRightAgain() {
        next.choose(null);
    }

    @Test
    void pageShowsEveryDefectAndChoosesOne() {
        try (var browser = new TestBrowser(port)) {
            assertThat(browser.get("/afwijkingen").body())
                    .contains("Er is nu niets gekozen.", "Assertion voor een andere dienstverlener");

            assertThat(browser.post("/afwijkingen", "afwijking=audience-other").statusCode())
                    .isEqualTo(303);

            assertThat(next.chosen()).contains(Defect.AUDIENCE_OTHER);
            assertThat(browser.get("/afwijkingen").body())
                    .contains("Gekozen: Assertion voor een andere dienstverlener.");
            browser.post("/afwijkingen", "afwijking=");
            assertThat(next.chosen()).isEmpty();
        }
    }

    @Test
    void whoComesWithoutALoginIsToldWhatThisIs() {
        try (var browser = new TestBrowser(port)) {
            var page = browser.get("/");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Voorbeeldmakelaar", "Alle namen", "href=\"/afwijkingen\"");
        }
    }

    @Test
    void programsListChooseAndReset() throws Exception {
        assertThat(send("GET", "/api/defects").body())
                .contains("{\"code\":\"silent\",\"title\":\"Makelaar die zes seconden zwijgt\",\"next\":false}");
        assertThat(send("PUT", "/api/next-defect/silent").statusCode()).isEqualTo(204);
        assertThat(next.chosen()).contains(Defect.SILENT);
        assertThat(send("PUT", "/api/next-defect/nothing-known").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/api/next-defect").statusCode()).isEqualTo(204);
        assertThat(next.chosen()).isEmpty();
    }

    @Test
    void defectIsOfOneLoginThatSucceeds() {
        next.choose(Defect.RELAY_STATE_URL);
        try (var browser = new TestBrowser(port)) {
            browser.post(browser.begin(DV) + "/annuleren", "");
            assertThat(next.chosen()).contains(Defect.RELAY_STATE_URL);

            assertThat(browser.logIn(DV, "middelen-a", "contact-a", "&niveau=LOA3"))
                    .containsEntry("RelayState", "https://elders.example/");
            assertThat(browser.logIn(DV, "middelen-a", "contact-a", "&niveau=LOA3"))
                    .containsEntry("RelayState", "relay-1");
        }
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
