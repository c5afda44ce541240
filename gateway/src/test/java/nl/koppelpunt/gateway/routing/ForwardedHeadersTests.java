// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.FakeService.Asked;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;

@GatewayTest
@DisplayName("S-096 S-097 services see no header a client made up")
class ForwardedHeadersTests {

    private static final String MADE_UP_TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final List<String> MADE_UP = List.of(
            "Forwarded: for=6.6.6.6",
            "X-Forwarded-For: 6.6.6.6",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: http",
            "X-Forwarded-Port: 1",
            "X-Forwarded-Prefix: /internal",
            "X-Forwarded-User: officer",
            "X-Real-IP: 6.6.6.6",
            "X-User-Id: officer",
            "X-User-Roles: helpdesk",
            "X-Original-URL: /internal/x",
            "X-Original-Host: evil.example",
            "X-Rewrite-URL: /internal/x",
            "X-HTTP-Method-Override: DELETE",
            "Proxy-Authorization: Basic eA==",
            "X-Internal: yes",
            "Keep-Alive: 5",
            "Trailer: X-User-Id",
            "Traceparent: 00-" + MADE_UP_TRACE + "-b7ad6b7169203331-01");

    private static final Set<String> EXPECTED = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cookie",
            "content-length",
            "content-type",
            "forwarded",
            "host",
            "traceparent",
            "user-agent");

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService accounts;

    @BeforeEach
    void answering() {
        browser.startAnew();
        identityLink.forget();
        accounts.forget();
        Sessions.signedIn(identityLink);
        identityLink.answers("GET /eherkenning/login", 200, "<p>", "Content-Type: text/html");
        identityLink.answers("GET /api/links/v1/session", 200, "{}");
        accounts.answers("GET /api/accounts/v1/institutions", 200, "{}");
    }

    @Test
    void loginKeepsItsCookiesAndLosesEverythingElse() {
        send(browser.client()
                .get()
                .uri("/eherkenning/login")
                .header("Authorization", "Bearer stolen")
                .cookie("saml", "binding"));

        var asked = identityLink.asked("GET /eherkenning/login").getFirst();
        assertClean(asked);
        assertThat(asked.header("Authorization")).isEmpty();
        assertThat(asked.header("Cookie")).contains("saml=binding");
    }

    @Test
    void apiGetsATokenInPlaceOfTheCookie() {
        send(browser.client().get().uri("/api/links/v1/session").cookie("session", browser.session()));

        var asked = identityLink.asked("GET /api/links/v1/session").getFirst();
        assertClean(asked);
        assertThat(asked.header("Authorization")).isEqualTo("Bearer portal-token");
        assertThat(asked.header("Cookie")).isEmpty();
    }

    @Test
    void machineKeepsItsBearerToken() {
        send(browser.client()
                .get()
                .uri("/api/accounts/v1/institutions")
                .header("Authorization", "Bearer of-a-machine"));

        var asked = accounts.asked("GET /api/accounts/v1/institutions").getFirst();
        assertClean(asked);
        assertThat(asked.header("Authorization")).isEqualTo("Bearer of-a-machine");
    }

    @Test
    void otherSchemesAndDoubleTokensAreNoCredentials() {
        send(browser.client().get().uri("/api/accounts/v1/institutions").header("Authorization", "Basic eDp5"));
        send(browser.client()
                .get()
                .uri("/api/accounts/v1/institutions")
                .header("Authorization", "Bearer a")
                .header("Authorization", "Bearer b"));

        assertThat(accounts.asked("GET /api/accounts/v1/institutions"))
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.header("Authorization")).isEmpty());
    }

    @Test
    void spoofedAddressDoesNotChangeTheHash() {
        send(browser.client().get().uri("/api/links/v1/session"));
        Browser.page(browser.client().get().uri("/api/links/v1/session"));

        assertThat(identityLink.asked("GET /api/links/v1/session").stream()
                        .map(asked -> asked.header("Forwarded"))
                        .distinct())
                .singleElement()
                .asString()
                .matches("for=_[\\w-]{22}");
    }

    private static void send(RequestHeadersSpec<?> request) {
        MADE_UP.forEach(
                line -> request.header(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
        Browser.page(request);
    }

    private static void assertClean(Asked asked) {
        assertThat(asked.headers().keySet()).isSubsetOf(EXPECTED);
        assertThat(asked.header("Forwarded")).matches("for=_[\\w-]{22}");
        assertThat(asked.header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]")
                .doesNotContain(MADE_UP_TRACE);
    }
}
