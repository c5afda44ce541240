// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.Browser.Page;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.FakeService.Asked;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

@GatewayTest
@DisplayName("The application behind the portal is told who came in, and nothing more")
class PortalApplicationTests {

    private static final String PAGE = "/portal/berichten";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService application;

    @BeforeEach
    void signedIn() {
        browser.startAnew();
        identityLink.forget();
        application.forget();
        Sessions.signedIn(identityLink);
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            application.answers(method + " " + PAGE, 200, "<h1>Berichten</h1>", "Content-Type: text/html");
        }
    }

    @Test
    void getsTheTokenForItsOwnAudience() {
        var page = browser.openSignedIn(PAGE + "?bladzijde=2&q=a");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).isEqualTo("<h1>Berichten</h1>");
        assertThat(asked().header("Authorization")).isEqualTo("Bearer application-token");
        assertThat(asked().query()).isEqualTo("bladzijde=2&q=a");
        assertThat(identityLink.asked(Sessions.TOKENS))
                .singleElement()
                .satisfies(question -> assertThat(question.body())
                        .contains("\"session\":\"" + browser.session() + "\"", "\"audience\":\"portal-application\""));
    }

    @Test
    void tokenIsKeptPerAudience() {
        identityLink.answers("GET /api/links/v1/session", 200, "{}");

        browser.openSignedIn(PAGE);
        browser.openSignedIn(PAGE);
        browser.openSignedIn("/api/links/v1/session");
        browser.openSignedIn(PAGE);

        assertThat(identityLink.asked(Sessions.TOKENS)).hasSize(2);
        assertThat(application.asked("GET " + PAGE))
                .hasSize(3)
                .allMatch(asked -> asked.header("Authorization").equals("Bearer application-token"));
        assertThat(identityLink.asked("GET /api/links/v1/session").getFirst().header("Authorization"))
                .isEqualTo("Bearer portal-token");
    }

    @Test
    @DisplayName("S-095 a session that was ended here has no token for the application either")
    void tokenIsDroppedAtLogOut() {
        identityLink.answers("DELETE /api/links/v1/session", 204, "");
        browser.openSignedIn(PAGE);
        browser.send("/uitloggen", Map.of());
        Sessions.anonymous(identityLink);

        assertThat(browser.openSignedIn(PAGE).location()).startsWith("/eherkenning/login");
        assertThat(application.asked()).hasSize(1);
    }

    @Test
    @DisplayName("S-095 no cached token changes anything")
    void changingAsksForAFreshToken() {
        browser.openSignedIn(PAGE);
        ours(HttpMethod.POST);
        ours(HttpMethod.POST);

        assertThat(identityLink.asked(Sessions.TOKENS)).hasSize(3);
    }

    @Test
    @DisplayName("S-085 no cookie of ours leaves us, and its own come back to it")
    void cookiesAreKeptApart() {
        Browser.page(browser.client()
                .get()
                .uri(PAGE)
                .header(
                        HttpHeaders.COOKIE,
                        "eigen=1; session=" + browser.session()
                                + "; saml=s1; taal=en; __Host-session=s2; __Host-saml=s3; "
                                + "__Host-taal=en; __Host-officer=s4; officer=s5; JSESSIONID=abc; los")
                .header(HttpHeaders.COOKIE, "saml=s6; tweede=2"));

        assertThat(asked().header("Cookie")).isEqualTo("eigen=1; JSESSIONID=abc; tweede=2");
        assertThat(asked().headers().toString()).doesNotContain(browser.session());
    }

    @Test
    void applicationCannotWriteACookieOfOurs() {
        application.answers(
                "GET " + PAGE,
                200,
                "",
                "Set-Cookie: eigen=1; Path=/portal; HttpOnly",
                "Set-Cookie: session=x; Path=/",
                "Set-Cookie:  session =x; Path=/",
                "Set-Cookie: __Host-session=x; Secure; Path=/",
                "Set-Cookie: saml=x",
                "Set-Cookie: __Host-saml=x; Secure; Path=/",
                "Set-Cookie: taal=nl",
                "Set-Cookie: __Host-taal=nl; Secure; Path=/",
                "Set-Cookie: __Host-officer=x; Secure; Path=/",
                "Set-Cookie: =session=x",
                "Set-Cookie: session",
                "Set-Cookie: JSESSIONID=abc; Path=/portal",
                "Clear-Site-Data: \"cookies\"",
                "Service-Worker-Allowed: /");

        var page = browser.openSignedIn(PAGE);

        assertThat(page.header("Set-Cookie"))
                .isEqualTo("eigen=1; Path=/portal; HttpOnly | JSESSIONID=abc; Path=/portal");
        assertThat(page.header("Clear-Site-Data")).isEmpty();
        assertThat(page.header("Service-Worker-Allowed")).isEmpty();
    }

    @Test
    @DisplayName("S-096 headers a client made up do not arrive")
    void clientHeadersAreStripped() {
        Browser.page(browser.client()
                .get()
                .uri(PAGE)
                .cookie("session", browser.session())
                .header("Authorization", "Bearer stolen")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-User-Id", "officer")
                .header("X-Original-URL", "/internal")
                .header("Accept-Language", "en-GB,en;q=0.9"));

        assertThat(asked().headers().keySet())
                .isSubsetOf(
                        "accept",
                        "accept-encoding",
                        "accept-language",
                        "authorization",
                        "forwarded",
                        "host",
                        "traceparent",
                        "user-agent");
        assertThat(asked().header("Authorization")).isEqualTo("Bearer application-token");
        assertThat(asked().header("Accept-Language")).isEqualTo("en");
        assertThat(asked().header("Forwarded")).matches("for=_[\\w-]{22}");
    }

    @ParameterizedTest
    @CsvSource({
        "/portal, /portal",
        "/portal/, /portal",
        "/portal/berichten/12, /portal/berichten/12",
        "/portal/berichten/?zoek=geheim, /portal/berichten",
        "/portal/stuk.pdf, /portal"
    })
    void whoIsNotSignedInLogsInAndComesBack(String address, String returnTo) {
        Sessions.anonymous(identityLink);

        var page = browser.open(address);

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/eherkenning/login?returnTo=" + returnTo);
        assertThat(application.asked()).isEmpty();
    }

    @Test
    void whoIsLinkingFinishesThatFirst() {
        Sessions.linking(identityLink);

        assertThat(browser.openSignedIn(PAGE).location()).isEqualTo("/koppelen");
        assertThat(application.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"cors,text/html", "-,application/json", "-,*/*", "no-cors,text/html"})
    void programWithoutASessionIsRefused(String mode, String accepted) {
        var request = browser.client().get().uri(PAGE).header("Accept", accepted);
        if (mode != null) {
            request.header("Sec-Fetch-Mode", mode);
        }

        var answer = Browser.page(request);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type"))
                .startsWith(accepted.contains("json") ? "application/problem+json" : "text/html");
        assertThat(application.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    @DisplayName("S-088 a request from elsewhere changes nothing")
    void unsafeRequestFromElsewhereIsRefused(String method) {
        for (var site : List.of("cross-site", "same-site", "none")) {
            var answer = Browser.page(unsafe(HttpMethod.valueOf(method)).header("Sec-Fetch-Site", site));
            assertThat(answer.status()).as(site).isEqualTo(403);
        }
        assertThat(Browser.page(unsafe(HttpMethod.valueOf(method))).status()).isEqualTo(403);
        assertThat(Browser.page(unsafe(HttpMethod.valueOf(method)).header("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(application.asked()).isEmpty();

        assertThat(ours(HttpMethod.valueOf(method)).status()).isEqualTo(200);
        assertThat(application.asked(method + " " + PAGE))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body()).isEqualTo("tekst=hallo"));
    }

    @Test
    void refusalHasAPageOrAProblem() {
        assertThat(Browser.page(unsafe(HttpMethod.POST).header("Accept", "text/html"))
                        .text())
                .contains("Dit mag niet", "referentienummer");
        assertThat(Browser.page(unsafe(HttpMethod.POST).header("Accept", "application/json"))
                        .html())
                .contains("\"code\":\"cross-site\"", "\"reference\":\"");
    }

    @Test
    @DisplayName("S-104 a body has a limit")
    void tooLargeADocumentIsRefused() {
        var kibibyte = new byte[1024];
        Flux<DataBuffer> document =
                Flux.range(0, (16 << 10) + 1).map(_ -> DefaultDataBufferFactory.sharedInstance.wrap(kibibyte));

        var answer = Browser.page(unsafe(HttpMethod.POST)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_PDF)
                .body(BodyInserters.fromDataBuffers(document)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(application.asked()).isEmpty();
    }

    @Test
    void ownErrorsAndRedirectsOfTheApplicationStayItsOwn() {
        application.answers("GET " + PAGE, 404, "<p>niet hier</p>", "Content-Type: text/html");
        assertThat(browser.openSignedIn(PAGE).html()).isEqualTo("<p>niet hier</p>");

        application.answers("GET " + PAGE, 302, "", "Location: " + application.url() + "/portal/elders?a=1");
        assertThat(browser.openSignedIn(PAGE).location()).isEqualTo("/portal/elders?a=1");
    }

    @Test
    @DisplayName("S-117 an application that is away is said to be away, in the language of the reader")
    void outageHasAPageOrAProblem() {
        application.breaksOff("GET " + PAGE);

        var dutch = browser.openSignedIn(PAGE);
        assertThat(dutch.status()).isEqualTo(503);
        assertThat(dutch.text()).contains("Het lukt nu even niet").containsPattern("referentienummer: [A-Z2-9]{8}\\.");
        assertThat(dutch.html()).doesNotContain("127.0.0.1", "Exception");
        browser.speaks("en");
        assertThat(browser.openSignedIn(PAGE).text())
                .contains("This is not possible at the moment")
                .containsPattern("reference number: [A-Z2-9]{8}\\.");
        var problem = Browser.page(browser.client()
                .get()
                .uri(PAGE)
                .cookie("session", browser.session())
                .header("Accept", "application/json"));
        assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.html()).contains("\"code\":\"temporarily-unavailable\"", "\"reference\":\"");
    }

    @Test
    @DisplayName("S-120 an application that does not answer is not waited for")
    void silenceEndsInAPage() {
        application.isSilent("GET " + PAGE);

        var page = browser.openSignedIn(PAGE);

        assertThat(page.status()).isEqualTo(504);
        assertThat(page.text()).contains("Het duurt te lang", "referentienummer");
        application.forget();
    }

    @Test
    @DisplayName("S-101 S-102 its pages carry our headers, and may fetch from below their own path only")
    void securityHeadersCoverTheApplication() {
        application.answers("GET " + PAGE, 200, "", "Content-Security-Policy: default-src *", "Server: x");

        var page = browser.openSignedIn(PAGE);

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains(" connect-src https://portaal.example/portal/; form-action 'self'; frame-ancestors 'none';");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Server")).isEmpty();
    }

    @Test
    void homeLeadsToIt() {
        identityLink.answers("GET /api/links/v1/session", 200, "{\"state\":\"SIGNED_IN\"}");

        var page = browser.openSignedIn("/mijn");

        assertThat(page.text()).contains("Naar MijnHelpdeskPO");
        assertThat(page.html()).contains("href=\"/portal\"");
    }

    private Asked asked() {
        return application.asked("GET " + PAGE).getFirst();
    }

    private RequestBodySpec unsafe(HttpMethod method) {
        return browser.client().method(method).uri(PAGE).cookie("session", browser.session());
    }

    private Page ours(HttpMethod method) {
        return Browser.page(unsafe(method)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("tekst=hallo"));
    }
}
