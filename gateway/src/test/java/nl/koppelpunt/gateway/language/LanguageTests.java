// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.Browser.Page;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

@GatewayTest
class LanguageTests {

    private static final String ATTEMPT = "/api/links/v1/link-attempt";
    private static final String AWAITING_PIN = """
            {"state":"AWAITING_PIN","organisation":{"type":"KvKnr","value":"12345678"}}""";
    private static final Pattern LINK = Pattern.compile("<a [^>]*portal-language[^>]*>[^<]*</a>");

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void linking() {
        browser.startAnew();
        identityLink.forget();
        Sessions.linking(identityLink);
        identityLink.answers("GET " + ATTEMPT, 200, AWAITING_PIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|nl",
                "-|en|en",
                "-|en-GB,en;q=0.9,nl;q=0.8|en",
                "-|nl-NL,nl;q=0.9,en;q=0.8|nl",
                "-|de,en;q=0.5|en",
                "-|de|nl",
                "-|*|nl",
                "-|en;q=nonsense|nl",
                "-|,;,|nl",
                "taal=en|nl|en",
                "taal=nl|en|nl",
                "taal=de|en|en",
                "taal=EN|nl|nl",
                "taal=en; taal=nl|nl|nl",
                "__Host-taal=en|nl|nl"
            })
    void choiceGoesBeforeTheBrowserAndDutchIsTheLastResort(String cookie, String accepted, String language) {
        var request = browser.client().get().uri("/");
        if (cookie != null) {
            request.header(HttpHeaders.COOKIE, cookie);
        }
        if (accepted != null) {
            request.header(HttpHeaders.ACCEPT_LANGUAGE, accepted);
        }

        var page = Browser.page(request);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("<html lang=\"" + language + "\"");
        assertThat(page.text())
                .contains(language.equals("en") ? "Log in with eHerkenning" : "Inloggen met eHerkenning");
    }

    @Test
    void linkIsInTheOtherLanguageAndSaysSo() {
        assertThat(link(browser.open("/")))
                .contains("lang=\"en\"", "hreflang=\"en\"", "href=\"/?taal=en\"", ">English</a>");
        browser.speaks("en");
        assertThat(link(browser.open("/")))
                .contains("lang=\"nl\"", "hreflang=\"nl\"", "href=\"/?taal=nl\"", ">Nederlands</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "/toelichting, /toelichting?taal=en",
        "/uitgelogd?verlopen, /uitgelogd?verlopen&taal=en",
        "/inloggen/mislukt?reden=te-laat&referentie=ABCDEFG2&x=1, /inloggen/mislukt?reden=te-laat&referentie=ABCDEFG2&taal=en",
        "/inloggen/mislukt?reden=<b>&referentie=a%20b, /inloggen/mislukt?taal=en",
        "/bestaat-niet, /bestaat-niet?taal=en",
        "/bestaat%20niet, /?taal=en",
        "/eherkenning/acs?SAMLart=AAQAAA, /?taal=en"
    })
    void linkKeepsThePageAndWhatOfItsAddressMayBeRepeated(String address, String href) {
        var page = Browser.page(browser.client()
                .get()
                .uri(URI.create("http://127.0.0.1:" + browser.port()
                        + address.replace("<", "%3C").replace(">", "%3E"))));

        assertThat(link(page)).contains("href=\"" + href.replace("&", "&amp;") + "\"");
    }

    @Test
    void pageThatAnswersAFormLinksToThePageOfTheForm() {
        identityLink.answers("POST " + ATTEMPT + "/credentials", 403, "{\"code\":\"proof-refused\"}");
        identityLink.answers("POST " + ATTEMPT + "/pin-requests", 429, "{\"code\":\"pin-throttled\"}");

        assertThat(link(browser.send("/koppelen?activatiecode", Map.of("gebruikersnaam", "a"))))
                .contains("href=\"/koppelen?activatiecode&amp;taal=en\"");
        assertThat(link(browser.send("/koppelen/pincode", Map.of()))).contains("href=\"/koppelen/pincode?taal=en\"");
        assertThat(link(browser.send("/koppelen/pincode/nieuw", Map.of()))).contains("href=\"/?taal=en\"");
    }

    @Test
    void followingTheLinkKeepsTheChoiceAndComesBackWithoutTouchingThePin() {
        var followed = browser.openSignedIn("/koppelen/pincode?nieuw&taal=en");

        assertThat(followed.status()).isEqualTo(303);
        assertThat(followed.location()).isEqualTo("/koppelen/pincode?nieuw");
        assertThat(followed.header("Set-Cookie"))
                .startsWith("taal=en; Max-Age=31536000; ")
                .endsWith("; Path=/; HTTPOnly; SameSite=Lax");
        assertThat(identityLink.asked()).isEmpty();

        var page = Browser.page(browser.client()
                .get()
                .uri("/koppelen/pincode?nieuw")
                .cookie("session", browser.session())
                .cookie("taal", "en"));
        assertThat(page.text()).contains("Confirm the link with eHerkenning", "We have sent you a new PIN.");
        assertThat(identityLink.asked("POST " + ATTEMPT + "/pin-requests")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?taal=de", "/?taal=", "/?taal", "/?t%61al=en", "/?taal=EN"})
    void whatIsNoLanguageIsNoChoice(String address) {
        var page = Browser.page(browser.client().get().uri(URI.create("http://127.0.0.1:" + browser.port() + address)));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/?taal=en", "/%2f/evil.example?taal=en", "/\\evil.example?taal=en"})
    void choiceLeadsNowhereElse(String address) {
        var page = Browser.page(browser.client()
                .get()
                .uri(_ -> URI.create("http://127.0.0.1:" + browser.port() + address.replace("\\", "%5C"))));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
    }

    @Test
    void apiAndLoginTakeNoChoice() {
        identityLink.answers("GET /eherkenning/login", 200, "<p>");

        assertThat(browser.open("/eherkenning/login?taal=en").status()).isEqualTo(200);
        assertThat(browser.open("/api/links/v1/session?taal=en").header("Set-Cookie"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en-GB, en", "fy, nl", "'', nl"})
    void loginServiceHearsTheLanguageAndNothingElseOfIt(String accepted, String language) {
        identityLink.answers("GET /eherkenning/login", 200, "<p>");
        browser.speaks(accepted);

        browser.open("/eherkenning/login");

        assertThat(identityLink.asked("GET /eherkenning/login").getFirst().header("Accept-Language"))
                .isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"en, en", "nl, nl", "'', nl"})
    void mailsGoOutInTheLanguageOfThePage(String accepted, String locale) {
        identityLink.answers("POST " + ATTEMPT + "/credentials", 200, AWAITING_PIN);
        identityLink.answers("POST " + ATTEMPT + "/activation-code", 200, AWAITING_PIN);
        browser.speaks(accepted);

        browser.send("/koppelen", Map.of("gebruikersnaam", "naam", "wachtwoord", "woord"));
        browser.send("/koppelen?activatiecode", Map.of("activatiecode", "ABCD"));

        assertThat(identityLink.asked().stream()
                        .filter(asked -> asked.path().startsWith(ATTEMPT + "/"))
                        .toList())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.body()).contains("\"locale\":\"" + locale + "\""));
    }

    @Test
    void choiceOutlivesLoggingOut() {
        identityLink.answers("DELETE /api/links/v1/session", 204, "");
        browser.speaks("en");
        assertThat(browser.send("/uitloggen", Map.of()).location()).isEqualTo("/uitgelogd");

        assertThat(logOutInEnglish().location()).isEqualTo("/uitgelogd?taal=en");
        identityLink.answers(
                "DELETE /api/links/v1/session", 200, "{\"brokerLogOut\":\"/eherkenning/logout?ticket=abc\"}");
        assertThat(logOutInEnglish().location()).isEqualTo("/eherkenning/logout?ticket=abc&taal=en");
    }

    private Browser.Page logOutInEnglish() {
        return Browser.page(browser.client()
                .post()
                .uri("/uitloggen")
                .cookie("session", browser.session())
                .cookie("taal", "en")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("_csrf=" + browser.formToken()));
    }

    @Test
    void momentsAndWaitsAreSaidInTheLanguage() {
        identityLink.answers("GET " + ATTEMPT, 200, """
                {"state":"AWAITING_PROOF","expiresAt":"2099-01-01T08:05:00Z","organisation":{"type":"KvKnr","value":"1"}}""");
        identityLink.answers(
                "POST " + ATTEMPT + "/credentials", 429, "{\"code\":\"too-many-attempts\"}", "Retry-After: 90");

        assertThat(browser.openSignedIn("/koppelen").text()).contains("U hebt tot 09.05 uur de tijd.");
        assertThat(browser.send("/koppelen", Map.of()).text()).contains("Wacht 2 minuten en probeer");
        browser.speaks("en");
        assertThat(browser.openSignedIn("/koppelen").text()).contains("You have until 09:05.");
        assertThat(browser.send("/koppelen", Map.of()).text()).contains("Wait 2 minutes and then");
    }

    private static String link(Page page) {
        return LINK.matcher(page.html())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("no link in " + page.html());
    }
}
