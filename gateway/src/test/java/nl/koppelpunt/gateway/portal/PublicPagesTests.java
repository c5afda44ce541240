// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
class PublicPagesTests {

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
    void startPageSaysWhatTheHelpPageSays() {
        var page = browser.open("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.title()).isEqualTo("Inloggen MijnHelpdeskPO - MijnHelpdeskPO");
        assertThat(page.text())
                .contains("Dienst Uitvoering Onderwijs Ministerie van Onderwijs, Cultuur en Wetenschap")
                .contains("Inloggen MijnHelpdeskPO eHerkenning")
                .contains("U kunt inloggen met een eHerkenning niveau 3 inlogmiddel.")
                .contains("eH3 Inloggen met eHerkenning")
                .contains("Toelichting inloggen eHerkenning")
                .contains("Samen maken we onderwijs en ontwikkeling mogelijk")
                .contains("Contact", "Service", "Toelichting inloggen", "Toegankelijkheid")
                .doesNotContain("Uw profiel", "Website", "Nieuwsberichten");
        assertThat(page.html()).contains("href=\"/eherkenning/login?returnTo=/mijn\"");
    }

    @Test
    void startPageShowsWhileIdentityLinkServiceIsAway() {
        identityLink.answers(Sessions.TOKENS, 503, "");

        assertThat(browser.openSignedIn("/").text()).contains("Inloggen met eHerkenning");
    }

    @Test
    void startPageSendsOnWhoeverIsUnderway() {
        Sessions.linking(identityLink);
        assertThat(browser.openSignedIn("/").location()).isEqualTo("/koppelen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/toelichting", "/wachtwoord-vergeten", "/toegankelijkheid", "/uitgelogd", "/uitgelogd?verlopen"
            })
    void plainPagesNeedNoSession(String address) {
        var page = browser.open(address);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("<h1").doesNotContain("??", "<script", "style=", "onclick");
        assertThat(identityLink.asked()).isEmpty();
    }

    @Test
    void explanationHasTheHeadingsOfTheHelpPage() {
        var page = browser.open("/toelichting");

        assertThat(page.title()).startsWith("Toelichting inloggen MijnHelpdeskPO");
        assertThat(Pattern.compile("<h2[^>]*>(.*?)</h2>", Pattern.DOTALL)
                        .matcher(page.html().replaceAll("(?s)<footer.*", ""))
                        .results()
                        .map(heading -> heading.group(1).replaceAll("\\s+", " ")))
                .containsExactly(
                        "Inloggen MijnHelpdeskPO",
                        "Koppelen eH-middel aan MijnHelpdeskPO-account en inloggen met eHerkenning",
                        "Activatiecode voor nieuwe scholen/besturen",
                        "Als u een volgende keer inlogt met eHerkenning");
    }

    @Test
    void explanationSaysWhatIsTrueOfTheHelpPage() {
        assertThat(browser.open("/toelichting").text())
                .contains("Sinds 21 april 2022 kunt u niet meer inloggen met uw gebruikersnaam en wachtwoord van")
                .contains("U kunt inloggen met een eHerkenning niveau 3 inlogmiddel.")
                .contains("Dat zijn 2 stappen: Gebruikersnaam en wachtwoord Pincode per sms of e-mail.")
                .contains("Om toegang te krijgen moet u eenmalig inloggen met gebruikersnaam en wachtwoord van")
                .contains("Gebruik uw eigen persoonlijke e-mailadres en geen algemeen e-mailadres.")
                .contains("Vul de pincode in en klik op ‘Bevestigen’.")
                .contains("Bent u uw wachtwoord vergeten? Klik dan op ‘Wachtwoord vergeten’.")
                .contains("bent u ook meteen ingelogd.")
                .contains("Nieuwe scholen/besturen hebben geen gebruikersnaam en wachtwoord.")
                .contains("Neem dan contact op met de helpdesk PO via helpdeskp.o@rod.duo.nl.")
                .contains("U bent ingelogd in MijnHelpdeskPO.");
    }

    @Test
    void iconIsServedWithoutItsComment() {
        var address = browser.open("/").html().replaceAll("(?s).*rel=\"icon\"[^>]* href=\"([^\"]+)\".*", "$1");

        var icon = browser.open(address);

        assertThat(icon.status()).isEqualTo(200);
        assertThat(icon.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(icon.html()).startsWith("<svg");
    }

    @Test
    void forgottenPasswordNamesTheHelpdesk() {
        assertThat(browser.open("/wachtwoord-vergeten").text()).contains("helpdesk PO", "helpdeskp.o@rod.duo.nl");
    }

    @Test
    void loggedOutPageMakesTheBrowserForgetButNotByCookie() {
        assertThat(browser.open("/uitgelogd").header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
    }

    @ParameterizedTest
    @CsvSource({
        "geannuleerd, U bent niet ingelogd",
        "niveau-te-laag, Uw eHerkenning heeft een te laag niveau",
        "geen-toegang, U mag deze dienst niet gebruiken",
        "te-laat, Het inloggen duurde te lang",
        "ongeldig, Inloggen is niet gelukt",
        "storing, Inloggen lukt nu even niet",
        "proof-used, Inloggen is niet gelukt",
        "<script>, Inloggen is niet gelukt"
    })
    void failedLoginSaysWhyAndHowToGoOn(String reason, String title) {
        var page = browser.client()
                .get()
                .uri(uri -> uri.path("/inloggen/mislukt")
                        .queryParam("reden", "{reden}")
                        .queryParam("referentie", "ABCDEFG2")
                        .build(reason));
        var shown = Browser.page(page);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.title()).isEqualTo("Fout: " + title + " - MijnHelpdeskPO");
        assertThat(shown.text()).contains(title, "Opnieuw inloggen", "ABCDEFG2", "helpdeskp.o@rod.duo.nl");
        assertThat(shown.html()).contains("href=\"/eherkenning/login?returnTo=/mijn\"");
    }

    /** The broker's status does not tell a person who stopped from one who may not come in: the page speaks of both. */
    @Test
    void pageOfAStatusThatMeansTwoThingsSaysBoth() {
        assertThat(browser.open("/inloggen/mislukt?reden=geannuleerd").text())
                .contains("Misschien bent u zelf gestopt", "of u gemachtigd bent voor deze dienst");
        assertThat(browser.open("/inloggen/mislukt?reden=geen-toegang").text())
                .contains("niet gemachtigd voor deze dienst", "een te laag niveau");
    }

    @Test
    void nothingOfTheBrokerTravelsInTheAddress() {
        assertThat(browser.open("/inloggen/mislukt?reden=geannuleerd&melding=Bel%20mij&StatusMessage=Bel%20mij")
                        .html())
                .doesNotContain("Bel mij");
    }

    @ParameterizedTest
    @CsvSource({
        "nl, Dit is de melding die wij van eHerkenning kregen:",
        "en, This is the message we received from eHerkenning:"
    })
    void whatTheBrokerSaidIsShownEscaped(String language, String introduction) {
        browser.speaks(language);
        identityLink.answers(
                "GET /internal/login-refusals/ABCDEFG2",
                200,
                "{\"message\":\"Bel <b onclick=alert(1)>0900</b> & wacht\"}");

        var page = browser.open("/inloggen/mislukt?reden=geen-toegang&referentie=ABCDEFG2");

        assertThat(page.text()).contains(introduction);
        assertThat(page.html())
                .contains("Bel &lt;b onclick=alert(1)&gt;0900&lt;/b&gt; &amp; wacht")
                .doesNotContain("<b onclick");
    }

    @ParameterizedTest
    @CsvSource({
        "404, {\"code\":\"no-broker-message\"}",
        "503, {\"code\":\"temporarily-unavailable\"}",
        "200, {}",
        "200, {\"message\":\" \"}"
    })
    void pageIsWholeWithoutTheMessageOfTheBroker(int status, String answer) {
        identityLink.answers("GET /internal/login-refusals/ABCDEFG2", status, answer);

        var page = browser.open("/inloggen/mislukt?reden=geen-toegang&referentie=ABCDEFG2");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("U mag deze dienst niet gebruiken", "ABCDEFG2")
                .doesNotContain("de melding die");
    }

    @Test
    void messageOfTheBrokerIsAskedForARealReferenceOnly() {
        browser.open("/inloggen/mislukt?reden=geen-toegang&referentie=..%2Fjwks.json");
        browser.open("/inloggen/mislukt?reden=geen-toegang");

        assertThat(identityLink.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void pageOfAnErrorSaysItsLanguageAndItsCharacters(String language) {
        browser.speaks(language);

        var page = browser.open("/bestaat-niet");

        assertThat(page.header("Content-Language"))
                .startsWith(language)
                .isEqualTo(browser.open("/").header("Content-Language"));
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    }

    @Test
    void referenceThatIsNotOneIsNotShown() {
        assertThat(browser.open("/inloggen/mislukt?reden=storing&referentie=bel-0900-1234")
                        .text())
                .doesNotContain("0900")
                .doesNotContain("referentienummer");
    }
}
