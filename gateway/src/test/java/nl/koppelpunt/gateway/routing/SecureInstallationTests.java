// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The gateway as it stands under https, with everything set that may be set. */
@GatewayTest
@TestPropertySource(
        properties = {
            "koppelpunt.cookies.secure=true",
            "test.with-application=false",
            "koppelpunt.portal.name=Mijn Portaal",
            "koppelpunt.portal.website-url=https://organisatie.example",
            "koppelpunt.portal.news-url=https://organisatie.example/nieuws",
            "koppelpunt.portal.security-txt.contact=mailto:beveiliging@organisatie.example",
            "koppelpunt.portal.security-txt.expires=2099-01-01T00:00:00Z",
            "koppelpunt.gateway.broker-origin=https://makelaar.example,https://leverancier.example"
        })
class SecureInstallationTests {

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @DynamicPropertySource
    static void theme(DynamicPropertyRegistry registry) throws IOException {
        var theme = Files.writeString(
                TemporaryFolder.create("theme").resolve("theme.css"), ".voorbeeld-theme{--portal-color:#093}");
        registry.add("koppelpunt.portal.theme-css", () -> theme);
    }

    @Test
    void transportSecurityIsAskedFor() {
        assertThat(browser.open("/").header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
    }

    @Test
    void onlyTheHostCookieIsASession() {
        browser.startAnew();
        identityLink.forget();
        Sessions.signedIn(identityLink);

        assertThat(browser.openSignedIn("/mijn").location()).isEqualTo("/");
        assertThat(identityLink.asked()).isEmpty();
        assertThat(Browser.page(browser.client().get().uri("/").cookie("__Host-session", browser.session()))
                        .location())
                .isEqualTo("/mijn");
    }

    @Test
    void onlyTheHostCookieIsAChoiceOfLanguage() {
        assertThat(browser.open("/?taal=en").header("Set-Cookie"))
                .startsWith("__Host-taal=en; ")
                .endsWith("; Path=/; Secure; HTTPOnly; SameSite=Lax");
        assertThat(Browser.page(browser.client().get().uri("/").cookie("__Host-taal", "en"))
                        .html())
                .contains("<html lang=\"en\"");
        assertThat(Browser.page(browser.client().get().uri("/").cookie("taal", "en"))
                        .html())
                .contains("<html lang=\"nl\"");
    }

    @Test
    void withoutAnApplicationItsPathDoesNotExist() {
        assertThat(browser.open("/portal").status()).isEqualTo(404);
        assertThat(browser.open("/portal/start").text()).contains("Deze pagina bestaat niet");
    }

    @Test
    void mountedThemeIsLoadedAfterOurs() {
        var html = browser.open("/").html();
        var address = html.replaceAll("(?s).*href=\"(/assets/theme[^\"]+)\".*", "$1");

        assertThat(html.indexOf("/assets/portal.")).isLessThan(html.indexOf(address));
        var sheet = browser.open(address);
        assertThat(sheet.html()).isEqualTo(".voorbeeld-theme{--portal-color:#093}");
        assertThat(sheet.header("Content-Type")).startsWith("text/css");
        assertThat(sheet.header("Cache-Control")).contains("immutable");
    }

    @Test
    void portalHasTheNameOfTheConfiguration() {
        assertThat(browser.open("/").text()).contains("Inloggen Mijn Portaal").doesNotContain("MijnHelpdeskPO");
    }

    @Test
    void linksOfTheConfigurationAreOnEveryPage() {
        assertThat(browser.open("/").html())
                .contains("href=\"https://organisatie.example\">Website<")
                .contains("href=\"https://organisatie.example/nieuws\">Nieuwsberichten<");
    }

    @Test
    void severalOriginsMayTakePartInALogin() {
        assertThat(browser.open("/eherkenning/onbekend").header("Content-Security-Policy"))
                .contains("form-action 'self' https://makelaar.example https://leverancier.example;");
    }

    @Test
    @DisplayName("S-149 security.txt says where to report")
    void securityTxtComesFromTheConfiguration() {
        var answer = browser.open("/.well-known/security.txt");

        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.html()).isEqualTo("""
                Contact: mailto:beveiliging@organisatie.example
                Expires: 2099-01-01T00:00:00Z
                Canonical: https://portaal.example/.well-known/security.txt
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health,200",
        "/actuator/health/liveness,200",
        "/actuator/health/readiness,200",
        "/actuator/prometheus,200",
        "/actuator/gateway,404",
        "/actuator/gateway/routes,404",
        "/actuator/env,404",
        "/actuator/heapdump,404",
        "/actuator/beans,404"
    })
    @DisplayName("S-098 the management port shows health and metrics, and no gateway endpoint")
    void managementShowsLittle(String path, int status) {
        var management = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + browser.managementPort())
                .build();

        assertThat(Browser.page(management.get().uri(path)).status()).isEqualTo(status);
        assertThat(browser.open(path).status()).isEqualTo(404);
    }

    @Test
    void formOfAPageNeedsTheHostCookie() {
        assertThat(browser.send("/koppelen", Map.of()).text()).contains("U bent niet meer ingelogd");
    }
}
