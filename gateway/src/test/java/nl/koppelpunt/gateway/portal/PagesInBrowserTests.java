// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import nl.koppelpunt.platform.test.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every page in both languages, as a person sees it without JavaScript. */
@GatewayTest
class PagesInBrowserTests {

    private static final String ATTEMPT = "/api/links/v1/link-attempt";

    private static Chromium chromium;
    private static Path screenshots;

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService accounts;

    @BeforeAll
    static void launch() throws IOException {
        screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void forget() {
        browser.startAnew();
        identityLink.forget();
        accounts.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void pagesForEveryone(String language) {
        Sessions.anonymous(identityLink);
        try (var context = context(language)) {
            var page = new PageCheck(context.newPage(), address(), language, screenshots);
            page.at("/", "start");
            page.at("/toelichting", "explanation");
            page.at("/wachtwoord-vergeten", "forgotten");
            page.at("/toegankelijkheid", "accessibility");
            page.at("/uitgelogd", "logged-out");
            page.at("/uitgelogd?verlopen", "expired");
            for (var reason :
                    List.of("geannuleerd", "niveau-te-laag", "geen-toegang", "te-laat", "ongeldig", "storing")) {
                page.at("/inloggen/mislukt?reden=" + reason + "&referentie=ABCDEFG2", "failed-" + reason);
            }
            identityLink.answers(
                    "GET /internal/login-refusals/ABCDEFG3",
                    200,
                    "{\"message\":\"Er is geen machtiging gevonden. " + "x".repeat(80) + "\"}");
            page.at("/inloggen/mislukt?reden=geen-toegang&referentie=ABCDEFG3", "failed-told");
            page.at("/bestaat-niet", "not-found", 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void pagesOfLinking(String language) {
        Sessions.linking(identityLink);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.awaitingProof());
        identityLink.answers("POST " + ATTEMPT + "/credentials", 400, TestAttempts.invalid("email", "email-general"));
        identityLink.answers("POST " + ATTEMPT + "/activation-code", 403, TestAttempts.problem("proof-refused"));
        identityLink.answers(
                "POST " + ATTEMPT + "/pin-confirmations", 200, "{\"outcome\":\"rejected\",\"triesLeft\":2}");
        try (var context = context(language)) {
            var page = new PageCheck(context.newPage(), address(), language, screenshots);
            page.at("/koppelen", "link");
            page.submitted("form.portal-form", "link-wrong");
            page.at("/koppelen?activatiecode", "link-code");
            page.submitted("form.portal-form", "link-code-refused");

            identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.awaitingPin());
            page.at("/koppelen/pincode?nieuw", "pin");
            page.with("#pincode", "123456").submitted("form.portal-form", "pin-wrong");

            identityLink.answers(
                    "GET " + ATTEMPT, 200, TestAttempts.pinUsedUp(Instant.now().plusSeconds(60)));
            page.at("/koppelen/pincode", "pin-used-up");
            identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.inState("CONFIRMED"));
            page.at("/koppelen/afronden", "finish");
            identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.inState("LOCKED"));
            page.at("/koppelen", "locked", 403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void pagesOfWhoIsSignedIn(String language) {
        Sessions.signedIn(identityLink);
        identityLink.answers("GET /api/links/v1/session", 200, """
                {"state":"SIGNED_IN","idleExpiresAt":"2099-01-01T08:05:00Z","institutionCodes":["10AB","41234"],
                "levelOfAssurance":"urn:etoegang:core:assurance-class:loa3","organisation":{"type":"KvKnr","value":"12345678"}}""");
        accounts.answers("GET /api/accounts/v1/portal-users/me", 200, """
                {"institutions":[{"code":"10AB","name":"OBS 1","kind":"school"},{"code":"41234","name":"PO 2","kind":"board"}]}""");
        try (var context = context(language)) {
            var page = new PageCheck(context.newPage(), address(), language, screenshots);
            page.at("/mijn", "home");
            accounts.answers("GET /api/accounts/v1/portal-users/me", 503, "");
            identityLink.answers("GET /api/links/v1/session", 200, "{\"state\":\"SIGNED_IN\"}");
            page.at("/mijn", "home-bare");
            identityLink.answers("GET /api/links/v1/session", 503, "");
            page.at("/mijn", "unavailable", 503);
        }
    }

    @Test
    void languageLinkOnThePinPageChangesTheWordsAndNothingElse() {
        Sessions.linking(identityLink);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.awaitingPin());
        try (var context = context("nl")) {
            var page = context.newPage();
            page.navigate(address() + "/koppelen/pincode");
            page.locator(".portal-language").click();

            assertThat(page.url()).isEqualTo(address() + "/koppelen/pincode");
            assertThat(heading(page)).isEqualTo("Confirm the link with eHerkenning");
            assertThat(identityLink.asked().stream().map(FakeService.Asked::method))
                    .doesNotContain("DELETE");
            assertThat(identityLink.asked().stream()
                            .filter(asked -> asked.method().equals("POST")))
                    .allMatch(asked -> asked.path().equals("/internal/session-tokens"));

            page.locator(".portal-name").click();
            assertThat(heading(page)).isEqualTo("Confirm the link with eHerkenning");
            page.locator(".portal-language").click();
            assertThat(heading(page)).isEqualTo("Koppeling eHerkenning bevestigen");
        }
    }

    private static String heading(Page page) {
        return page.locator("h1").innerText();
    }

    private BrowserContext context(String language) {
        var context = chromium.browser().newContext(new NewContextOptions().setLocale(language));
        context.addCookies(List.of(new Cookie("session", browser.session()).setUrl(address())));
        return context;
    }

    private String address() {
        return "http://127.0.0.1:" + browser.port();
    }
}
