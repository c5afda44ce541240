// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
class LinkPageTests {

    private static final String ATTEMPT = "/api/links/v1/link-attempt";
    private static final Map<String, String> CREDENTIALS = Map.of(
            "email",
            "naam@school.example",
            "gebruikersnaam",
            "10AB-beheer",
            "wachtwoord",
            "geheim-woord",
            "activatiecode",
            "");

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @BeforeEach
    void linking() {
        browser.startAnew();
        identityLink.forget();
        Sessions.linking(identityLink);
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.awaitingProof());
    }

    @Test
    void asksWhatTheHelpPageShows() {
        var page = browser.openSignedIn("/koppelen");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.title()).isEqualTo("eHerkenning koppelen aan account - MijnHelpdeskPO");
        assertThat(page.text())
                .contains("Dit is de eerste keer dat u inlogt met eHerkenning. Om toegang te krijgen moet u eenmalig")
                .contains("van MijnHelpdeskPO (voorheen Mijn BRON) of uw activatiecode invoeren.")
                .contains("Email", "Gebruikersnaam", "Wachtwoord", "Wachtwoord vergeten?", "Doorgaan")
                .contains("Geen gebruikersnaam en wachtwoord? Gebruik dan uw activatiecode.")
                .contains("Uw profiel")
                .doesNotContain("Activatiecode ");
        assertThat(page.html())
                .contains("autocomplete=\"email\"", "autocomplete=\"username\"", "autocomplete=\"current-password\"")
                .contains("novalidate", "aria-required=\"true\"", "aria-describedby=\"email-uitleg\"")
                .contains("value=\"" + browser.formToken() + "\"")
                .doesNotContain(" required", "aria-invalid", "placeholder", "autofocus");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void activationCodeOpensBelowTheLinkWithoutJavaScript() {
        var page = browser.openSignedIn("/koppelen?activatiecode");

        assertThat(page.text())
                .contains("Gebruik dan uw activatiecode. Activatiecode")
                .contains("helpdeskp.o@rod.duo.nl");
        assertThat(page.html())
                .doesNotContain("href=\"/koppelen?activatiecode#")
                .contains("name=\"activatiecode\"", "autocomplete=\"off\"", "action=\"/koppelen?activatiecode\"");
    }

    @Test
    void rightCredentialsLeadToThePin() {
        identityLink.answers("POST " + ATTEMPT + "/credentials", 200, TestAttempts.awaitingPin());

        var page = browser.send("/koppelen", CREDENTIALS);

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/koppelen/pincode");
        var asked = identityLink.asked("POST " + ATTEMPT + "/credentials").getFirst();
        assertThat(asked.body())
                .contains(
                        "\"email\":\"naam@school.example\"",
                        "\"username\":\"10AB-beheer\"",
                        "\"password\":\"geheim-woord\"");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer linking-token");
        assertThat(asked.header("Forwarded")).matches("for=_[\\w-]{22}");
    }

    @Test
    void activationCodeNeedsNoUsernameAndPassword() {
        identityLink.answers("POST " + ATTEMPT + "/activation-code", 200, TestAttempts.awaitingPin());

        var page = browser.send(
                "/koppelen?activatiecode", Map.of("email", "naam@school.example", "activatiecode", "ABCD-EFGH"));

        assertThat(page.location()).isEqualTo("/koppelen/pincode");
        assertThat(identityLink
                        .asked("POST " + ATTEMPT + "/activation-code")
                        .getFirst()
                        .body())
                .contains("\"activationCode\":\"ABCD-EFGH\"");
    }

    @Test
    void bothProofsAskToChoose() {
        var page = browser.send(
                "/koppelen?activatiecode",
                Map.of(
                        "email",
                        "naam@school.example",
                        "gebruikersnaam",
                        "naam",
                        "wachtwoord",
                        "woord-123",
                        "activatiecode",
                        "ABCD"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("Er zijn 2 dingen niet goed ingevuld", "Niet allebei.");
        assertThat(page.html())
                .contains("naam@school.example", "value=\"naam\"")
                .doesNotContain("woord-123", "\"ABCD\"");
        assertThat(identityLink.asked("POST " + ATTEMPT + "/credentials")).isEmpty();
    }

    @Test
    void emptyCodeIsAskedForWhereTheFieldIsOpen() {
        identityLink.answers(
                "POST " + ATTEMPT + "/activation-code", 400, TestAttempts.invalid("activationCode", "required"));

        var page = browser.send("/koppelen?activatiecode", Map.of("email", "naam@school.example"));

        assertThat(page.text()).contains("Vul uw activatiecode in");
        assertThat(page.html()).contains("href=\"#activatiecode\"", "id=\"activatiecode-fout\"");
    }

    @Test
    void fieldErrorsStandAboveTheFormAndAboveTheFieldAndNothingIsLostButSecrets() {
        identityLink.answers("POST " + ATTEMPT + "/credentials", 400, """
                {"code":"invalid-input","errors":[{"field":"email","code":"email-general","message":"x"},
                {"field":"password","code":"required","message":"x"},{"field":"email","code":"new-code","message":"x"}]}""");

        var page = browser.send("/koppelen", CREDENTIALS);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.title()).startsWith("Fout: eHerkenning koppelen");
        assertThat(page.text())
                .contains("Er zijn 3 dingen niet goed ingevuld")
                .contains(
                        "Dit lijkt een algemeen e-mailadres.",
                        "Vul uw wachtwoord in",
                        "Wat u hier hebt ingevuld, klopt niet");
        assertThat(page.html())
                .contains("id=\"fouten\" tabindex=\"-1\" autofocus", "href=\"#email\"", "href=\"#wachtwoord\"")
                .contains("aria-describedby=\"email-fout email-uitleg\"", "aria-invalid=\"true\"")
                .contains("value=\"naam@school.example\"", "value=\"10AB-beheer\"")
                .doesNotContain("geheim-woord");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|proof-refused|Dat klopt niet Deze gebruikersnaam en dit wachtwoord horen niet bij een account",
                "429|too-many-attempts|U hebt het te vaak geprobeerd. Wacht 2 minuten",
                "429|pin-throttled|Wacht 2 minuten, vul uw wachtwoord of activatiecode opnieuw in en klik dan weer op ‘Doorgaan’.",
                "503|temporarily-unavailable|Wij kunnen uw gegevens op dit moment niet controleren"
            })
    void refusalComesBackOnTheForm(int status, String code, String text) {
        identityLink.answers("POST " + ATTEMPT + "/credentials", status, TestAttempts.problem(code), "Retry-After: 90");

        var page = browser.send("/koppelen", CREDENTIALS);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains(text);
        assertThat(page.html()).contains("value=\"naam@school.example\"").doesNotContain("geheim-woord");
        assertThat(page.text()).containsPattern("U hebt tot \\d\\d\\.\\d\\d uur de tijd");
        assertThat(page.header("Retry-After").isEmpty()).isEqualTo(status == 403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409|organisation-differs|Deze organisatie hoort niet bij dit account",
                "409|proof-used|Dit account is al gekoppeld",
                "409|institution-closed|Deze instelling is gesloten",
                "409|something-new|Koppelen is niet gelukt",
                "410|attempt-ended|Uw tijd om te koppelen is voorbij",
                "502||Het lukt nu even niet"
            })
    void refusalThatIsNotAboutTheFormHasAPage(int status, String code, String title) {
        identityLink.answers(
                "POST " + ATTEMPT + "/credentials", status, TestAttempts.problem(code == null ? "" : code));

        var page = browser.send("/koppelen", CREDENTIALS);

        assertThat(page.status()).isEqualTo(status == 502 ? 503 : status);
        assertThat(page.title()).isEqualTo("Fout: " + title + " - MijnHelpdeskPO");
        assertThat(page.text())
                .containsPattern("referentienummer: [A-Z2-9]{8}\\.")
                .contains("helpdeskp.o@rod.duo.nl");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void outageKeepsWhatWasTyped() {
        identityLink.answers(Sessions.TOKENS, 503, "");

        var page = browser.send("/koppelen", CREDENTIALS);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.html()).contains("value=\"naam@school.example\"");
    }

    @Test
    void wrongStepAndOtherStatesLeadToTheRightPage() {
        identityLink.answers("POST " + ATTEMPT + "/credentials", 409, TestAttempts.problem("wrong-step"));
        assertThat(browser.send("/koppelen", CREDENTIALS).location()).isEqualTo("/koppelen");

        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.awaitingPin());
        assertThat(browser.openSignedIn("/koppelen").location()).isEqualTo("/koppelen/pincode");

        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.inState("CONFIRMED"));
        assertThat(browser.openSignedIn("/koppelen").location()).isEqualTo("/koppelen/afronden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPIRED|410|Uw tijd om te koppelen is voorbij",
                "ABANDONED|410|Uw tijd om te koppelen is voorbij",
                "LOCKED|403|U kunt tijdelijk niet koppelen",
                "REFUSED|409|Koppelen is niet gelukt"
            })
    void attemptThatIsOverHasAPage(String state, int status, String title) {
        identityLink.answers("GET " + ATTEMPT, 200, TestAttempts.inState(state));

        var page = browser.openSignedIn("/koppelen");

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.title()).isEqualTo("Fout: " + title + " - MijnHelpdeskPO");
    }

    @Test
    void withoutASessionThereIsNothingToLink() {
        Sessions.anonymous(identityLink);
        assertThat(browser.openSignedIn("/koppelen").location()).isEqualTo("/uitgelogd?verlopen");
        assertThat(browser.open("/koppelen").location()).isEqualTo("/");
    }

    @Test
    void formOfAnEndedSessionSaysSo() {
        Sessions.anonymous(identityLink);

        var page = browser.send("/koppelen", CREDENTIALS);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("U bent niet meer ingelogd", "Naar het begin");
    }
}
