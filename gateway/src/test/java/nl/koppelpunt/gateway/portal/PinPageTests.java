// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
class PinPageTests {

    private static final String ATTEMPT = "/api/links/v1/link-attempt";
    private static final String CONFIRMATIONS = "POST " + ATTEMPT + "/pin-confirmations";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void awaitingPin() {
        browser.startAnew();
        identityLink.forget();
        Sessions.linking(identityLink);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.awaitingPin());
    }

    @Test
    void namesOrganisationInstitutionAndAddress() {
        var page = browser.openSignedIn("/koppelen/pincode");

        assertThat(page.title()).isEqualTo("Koppeling eHerkenning bevestigen - MijnHelpdeskPO");
        assertThat(page.text())
                .contains("Er is een e-mail verstuurd naar het door u opgegeven adres", "n•••@school.example")
                .contains("KvK-nummer 12345678", "(instellingscode 10AB)")
                .contains("Pincode", "Bevestigen", "Nieuwe pincode aanvragen", "Terug");
        assertThat(page.html())
                .contains("inputmode=\"numeric\"", "autocomplete=\"one-time-code\"", "De Vuurvogel &amp; &lt;Co&gt;");
    }

    @Test
    void rightPinSignsInAndHandsOverTheNewSession() {
        identityLink.answers(
                CONFIRMATIONS,
                200,
                "{\"outcome\":\"completed\",\"redirect\":\"/mijn\"}",
                "Set-Cookie: session=new; Path=/; HttpOnly; SameSite=Lax");

        var page = browser.send("/koppelen/pincode", Map.of("pincode", " 123 456 "));

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/mijn");
        assertThat(page.header("Set-Cookie")).isEqualTo("session=new; Path=/; HttpOnly; SameSite=Lax");
        assertThat(identityLink.asked(CONFIRMATIONS).getFirst().body()).isEqualTo("{\"pin\":\"123456\"}");
    }

    @Test
    void formSentTwiceIsOneTry() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"rejected\",\"triesLeft\":2}");
        var form = form(browser.openSignedIn("/koppelen/pincode"));
        browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", form));
        browser.send("/koppelen/pincode", Map.of("pincode", "123 456", "poging", form));

        assertThat(tryIds()).hasSize(2).containsOnly(tryIds().getFirst());
        assertThat(identityLink.asked(CONFIRMATIONS).getFirst().body()).doesNotContain(form);
    }

    @Test
    void anotherPinInTheSameFormIsAnotherTry() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"rejected\",\"triesLeft\":2}");
        var form = form(browser.openSignedIn("/koppelen/pincode"));
        browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", form));
        browser.send("/koppelen/pincode", Map.of("pincode", "123457", "poging", form));

        assertThat(tryIds()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void theSamePinInAnotherFormIsAnotherTry() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"rejected\",\"triesLeft\":2}");
        var first = form(browser.openSignedIn("/koppelen/pincode"));
        identityLink.answers(
                "GET " + ATTEMPT, 200, TestAttempts.awaitingPin().replace("\"triesLeft\":3", "\"triesLeft\":2"));
        var second = form(browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", first)));
        browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", second));

        assertThat(tryIds()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void pinThatWasNotJudgedIsTheSameTryAgain() {
        identityLink.answers(CONFIRMATIONS, 503, TestAttempts.problem("temporarily-unavailable"), "Retry-After: 5");
        var form = form(browser.openSignedIn("/koppelen/pincode"));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", form));

        assertThat(page.status()).isEqualTo(503);
        assertThat(form(page)).isEqualTo(form);
        browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", form(page)));
        assertThat(tryIds()).hasSize(2).containsOnly(tryIds().getFirst());
    }

    @Test
    @DisplayName("S-119: a page that was lost comes back with the same form")
    void aLostPageComesBackWithTheSameForm() {
        identityLink.breaksOff(CONFIRMATIONS);
        var lost = form(browser.openSignedIn("/koppelen/pincode"));
        browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", lost));

        assertThat(form(browser.openSignedIn("/koppelen/pincode"))).isEqualTo(lost);
    }

    @Test
    void mistypingAfterALostAnswerKeepsTheTry() {
        var form = form(browser.openSignedIn("/koppelen/pincode"));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "12345", "poging", form));

        assertThat(form(page)).isEqualTo(form);
    }

    @Test
    void pinIsAskedAgainWhenNoAnswerComes() {
        identityLink.breaksOff(CONFIRMATIONS);
        var form = form(browser.openSignedIn("/koppelen/pincode"));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", form));

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isEqualTo("30");
        assertThat(page.text()).contains("Wij kunnen uw pincode op dit moment niet controleren");
        assertThat(form(page)).isEqualTo(form);
    }

    @Test
    void noAnswerToAPinThatMadeTheLinkDoesNotSayThatTimeIsOver() {
        identityLink.breaksOff(CONFIRMATIONS);
        var form = form(browser.openSignedIn("/koppelen/pincode"));
        identityLink.answers("GET " + ATTEMPT, 410, TestAttempts.problem("attempt-ended"));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", form));

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Het lukt nu even niet").doesNotContain("Uw tijd om te koppelen is voorbij");
    }

    @Test
    void formThatIsNoneOfOursIsATryByItself() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"rejected\",\"triesLeft\":2}");
        browser.send("/koppelen/pincode", Map.of("pincode", "123456", "poging", "'; drop table"));

        assertThat(identityLink.asked(CONFIRMATIONS).getFirst().body()).isEqualTo("{\"pin\":\"123456\"}");
    }

    private static String form(Browser.Page page) {
        var field = Pattern.compile("name=\"poging\" value=\"([^\"]+)\"").matcher(page.html());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private List<String> tryIds() {
        return identityLink.asked(CONFIRMATIONS).stream()
                .map(asked -> asked.body().replaceAll(".*\"tryId\":\"([0-9a-f-]{36})\".*", "$1"))
                .toList();
    }

    @Test
    void redirectElsewhereIsNotFollowed() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"completed\",\"redirect\":\"//evil.example\"}");

        assertThat(browser.send("/koppelen/pincode", Map.of("pincode", "123456"))
                        .location())
                .isEqualTo("/mijn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"outcome\":\"rejected\",\"triesLeft\":2}|400|U kunt het nog 2 keer proberen",
                "{\"outcome\":\"rejected\",\"triesLeft\":1}|400|U kunt het nog 1 keer proberen",
                "{\"outcome\":\"expired\"}|400|Deze pincode is verlopen. Klik op ‘Nieuwe pincode aanvragen’."
            })
    void wrongPinSaysWhatIsLeft(String answer, int status, String text) {
        identityLink.answers(CONFIRMATIONS, 200, answer);

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456"));

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.title()).startsWith("Fout: ");
        assertThat(page.text()).contains(text);
        assertThat(page.html()).doesNotContain("123456\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcome\":\"rejected\",\"triesLeft\":0}",
                "{\"outcome\":\"locked\",\"retryAfter\":\"2999-01-01T00:00:00Z\"}"
            })
    void usedUpPinSaysThatAnotherIsNeeded(String answer) {
        identityLink.answers(CONFIRMATIONS, 200, answer);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.pinUsedUp(Instant.parse("2999-01-01T14:04:20Z")));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.title()).startsWith("Fout: ");
        assertThat(page.text())
                .contains("Deze pincode werkt niet meer", "Er is te vaak een verkeerde pincode ingevuld.")
                .contains("U kunt vanaf 15.05 uur een nieuwe pincode aanvragen.", "Nieuwe pincode aanvragen", "Terug")
                .doesNotContain("geldig tot", "opnieuw", "Bevestigen", "Geen e-mail ontvangen?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl|Deze pincode werkt niet meer|Vraag een nieuwe pincode aan met de knop ‘Nieuwe pincode aanvragen’.",
                "en|This PIN no longer works|Ask for a new PIN with the button ‘Ask for a new PIN’."
            })
    void pageOfAUsedUpPinDoesNotAskForIt(String language, String heading, String text) {
        browser.speaks(language);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.pinUsedUp(Instant.parse("2020-01-01T00:00:00Z")));

        var page = browser.openSignedIn("/koppelen/pincode");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains(heading, text).doesNotContain("geldig tot", "valid until", "vanaf", "from 0");
        assertThat(page.html()).doesNotContain("id=\"pincode\"");
    }

    @Test
    void pinThatCameMeanwhileIsAsked() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"locked\",\"retryAfter\":\"2999-01-01T00:00:00Z\"}");

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456"));

        assertThat(page.text()).contains("Deze pincode werkt niet meer", "geldig tot", "Bevestigen");
    }

    @Test
    void lastPinThatIsUsedUpLocksTheAttempt() {
        identityLink.answers(CONFIRMATIONS, 200, "{\"outcome\":\"locked\",\"retryAfter\":\"2999-01-01T00:00:00Z\"}");
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.inState("LOCKED"));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.title()).startsWith("Fout: U kunt tijdelijk niet koppelen");
        assertThat(page.text())
                .contains("Uw pincodes werken niet meer en u kunt nu geen nieuwe aanvragen.")
                .contains("Log over 60 minuten opnieuw in met eHerkenning en begin opnieuw met koppelen.");
    }

    @ParameterizedTest
    @CsvSource({
        "'',Vul de pincode in",
        "12345,De pincode bestaat uit 6 cijfers",
        "abcdef,De pincode bestaat uit 6 cijfers"
    })
    void whatCannotBeAPinCostsNoAttempt(String typed, String text) {
        var page = browser.send("/koppelen/pincode", Map.of("pincode", typed));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains(text);
        assertThat(identityLink.asked(CONFIRMATIONS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "409,proof-used,409,Dit account is al gekoppeld",
        "409,identity-linked,409,U bent al gekoppeld",
        "410,attempt-ended,410,Uw tijd om te koppelen is voorbij",
        "401,unauthorized,403,U bent niet meer ingelogd",
        "503,temporarily-unavailable,503,Wij kunnen uw pincode op dit moment niet controleren",
        "429,too-many-attempts,429,U hebt het te vaak geprobeerd"
    })
    void refusalHasItsText(int answered, String code, int status, String text) {
        identityLink.answers(CONFIRMATIONS, answered, TestAttempts.problem(code));

        var page = browser.send("/koppelen/pincode", Map.of("pincode", "123456"));

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains(text);
    }

    @Test
    void newPinIsSentAndSaidSo() {
        identityLink.answers("POST " + ATTEMPT + "/pin-requests", 200, TestAttempts.awaitingPin());

        assertThat(browser.send("/koppelen/pincode/nieuw", Map.of()).location()).isEqualTo("/koppelen/pincode?nieuw");
        assertThat(browser.openSignedIn("/koppelen/pincode?nieuw").text())
                .contains("Wij hebben u een nieuwe pincode gestuurd.");
    }

    @Test
    void newPinTooSoonSaysWhen() {
        identityLink.answers(
                "POST " + ATTEMPT + "/pin-requests", 429, TestAttempts.problem("pin-throttled"), "Retry-After: 60");

        var page = browser.send("/koppelen/pincode/nieuw", Map.of());

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("60");
        assertThat(page.text()).contains("Over 1 minuut kunt u een nieuwe pincode aanvragen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl|Deze pincode werkt niet meer|Over 1 minuut kunt u een nieuwe pincode aanvragen",
                "en|This PIN no longer works|In 1 minute you can ask for a new PIN"
            })
    void newPinTooSoonAfterAUsedUpOneDoesNotSpeakOfItsMail(String language, String heading, String text) {
        browser.speaks(language);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.pinUsedUp(Instant.parse("2999-01-01T14:04:20Z")));
        identityLink.answers(
                "POST " + ATTEMPT + "/pin-requests", 429, TestAttempts.problem("pin-throttled"), "Retry-After: 60");

        var page = browser.send("/koppelen/pincode/nieuw", Map.of());

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("60");
        assertThat(page.text()).contains(heading, text).doesNotContain("Kijk eerst", "First check");
    }

    @Test
    void backLeadsToTheLinkPage() {
        identityLink.answers("POST " + ATTEMPT + "/corrections", 200, TestAttempts.awaitingProof());

        assertThat(browser.send("/koppelen/terug", Map.of()).location()).isEqualTo("/koppelen");
    }

    @Test
    void rightPinWhileAccountServiceIsAwayIsFinishedLater() {
        identityLink.answers(CONFIRMATIONS, 202, "{\"outcome\":\"confirmed\"}");
        assertThat(browser.send("/koppelen/pincode", Map.of("pincode", "123456"))
                        .location())
                .isEqualTo("/koppelen/afronden");

        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.inState("CONFIRMED"));
        assertThat(browser.openSignedIn("/koppelen/afronden").text())
                .contains("Uw pincode klopt.", "Koppeling afronden", "nieuwe pincode");

        identityLink.answers("POST " + ATTEMPT + "/completions", 202, "{\"outcome\":\"confirmed\"}");
        assertThat(browser.send("/koppelen/afronden", Map.of()).location()).isEqualTo("/koppelen/afronden");

        identityLink.answers(
                "POST " + ATTEMPT + "/completions",
                200,
                "{\"outcome\":\"completed\",\"redirect\":\"/mijn\"}",
                "Set-Cookie: session=new; Path=/");
        var page = browser.send("/koppelen/afronden", Map.of());
        assertThat(page.location()).isEqualTo("/mijn");
        assertThat(page.header("Set-Cookie")).isEqualTo("session=new; Path=/");
    }

    @Test
    void lostRaceWhileFinishingSaysSo() {
        identityLink.answers("POST " + ATTEMPT + "/completions", 409, TestAttempts.problem("proof-used"));

        assertThat(browser.send("/koppelen/afronden", Map.of()).text()).contains("Dit account is al gekoppeld");
    }
}
