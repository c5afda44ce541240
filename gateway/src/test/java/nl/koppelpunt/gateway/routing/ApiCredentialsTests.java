// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.http.HttpMethod;

@GatewayTest
@DisplayName("S-088 one credential per request, and for a cookie the proof that the page was ours")
class ApiCredentialsTests {

    private static final String SESSION = "/api/links/v1/session";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService accounts;

    @Autowired
    FakeService pins;

    @Autowired
    FakeService notifications;

    @BeforeEach
    void signedIn() {
        browser.startAnew();
        identityLink.forget();
        accounts.forget();
        pins.forget();
        notifications.forget();
        Sessions.signedIn(identityLink);
        identityLink.answers("GET " + SESSION, 200, "{\"state\":\"SIGNED_IN\"}", "API-Version: 1.2.3");
        identityLink.answers("DELETE " + SESSION, 204, "", "Set-Cookie: session=; Max-Age=0; Path=/");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin,-,yes,204",
                "-,https://portaal.example,yes,204",
                "same-origin,-,-,403",
                "cross-site,-,yes,403",
                "same-site,-,yes,403",
                "none,-,yes,403",
                "-,https://evil.example,yes,403",
                "-,null,yes,403",
                "-,-,yes,403",
                "-,-,-,403"
            })
    void cookieOnAnUnsafeMethodNeedsOurPageAndAHeader(String site, String origin, String requestedWith, int status) {
        var request = browser.client().method(HttpMethod.DELETE).uri(SESSION).cookie("session", browser.session());
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (requestedWith != null) {
            request.header("X-Requested-With", "fetch");
        }

        var answer = Browser.page(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(identityLink.asked("DELETE " + SESSION)).hasSize(status == 204 ? 1 : 0);
        if (status == 403) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.html()).contains("\"code\":\"cross-site\"", "\"reference\":\"");
        }
    }

    @Test
    void cookieAndBearerTogetherAreRefused() {
        var answer = Browser.page(browser.client()
                .get()
                .uri(SESSION)
                .cookie("session", browser.session())
                .header("Authorization", "Bearer x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.html()).contains("\"code\":\"two-credentials\"");
        assertThat(identityLink.asked()).isEmpty();
    }

    @Test
    void bearerNeedsNoProofOfAPage() {
        accounts.answers("POST /api/accounts/v1/institutions/10AB/activation-codes", 201, "{}", "Set-Cookie: stray=1");

        var answer = Browser.page(browser.client()
                .post()
                .uri("/api/accounts/v1/institutions/10AB/activation-codes")
                .header("Authorization", "Bearer machine"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void anonymousIsPassedOnWithoutAToken() {
        Sessions.anonymous(identityLink);

        Browser.page(browser.client().get().uri(SESSION).cookie("session", browser.session()));

        assertThat(identityLink.asked("GET " + SESSION).getFirst().header("Authorization"))
                .isEmpty();
    }

    @Test
    void cookiesOfIdentityLinkServiceReachTheBrowser() {
        var answer = Browser.page(browser.client()
                .delete()
                .uri(SESSION)
                .cookie("session", browser.session())
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Requested-With", "fetch"));

        assertThat(answer.header("Set-Cookie")).isEqualTo("session=; Max-Age=0; Path=/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"links", "accounts", "pins", "notifications"})
    void documentOfAnApiIsForAnybodyAndNobodyIsNamed(String api) {
        var document = "/api/" + api + "/v1/openapi.json";
        var service = behind(api);
        service.answers("GET " + document, 200, "{\"openapi\":\"3.1.0\"}", "API-Version: 1.2.3");

        var answer = Browser.page(browser.client().get().uri(document));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("API-Version")).isEqualTo("1.2.3");
        assertThat(Browser.page(browser.client()
                                .get()
                                .uri(document)
                                .cookie("session", browser.session())
                                .header("Authorization", "Bearer x"))
                        .status())
                .isEqualTo(200);

        assertThat(identityLink.asked(Sessions.TOKENS)).isEmpty();
        assertThat(service.asked("GET " + document)).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("Cookie")).isEmpty();
            assertThat(asked.header("Authorization")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"POST, pins, /pins", "GET, notifications, /deliveries"})
    void bearerOfAMachineReachesItsServiceAsItIs(HttpMethod method, String api, String path) {
        var address = "/api/" + api + "/v1" + path;
        behind(api).answers(method + " " + address, 200, "{}", "Set-Cookie: stray=1");

        var answer =
                Browser.page(browser.client().method(method).uri(address).header("Authorization", "Bearer machine"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(behind(api).asked(method + " " + address).getFirst().header("Authorization"))
                .isEqualTo("Bearer machine");
    }

    private FakeService behind(String api) {
        return switch (api) {
            case "links" -> identityLink;
            case "accounts" -> accounts;
            case "pins" -> pins;
            case "notifications" -> notifications;
            default -> throw new IllegalArgumentException(api);
        };
    }

    @Test
    void versionIsTheOneOfTheService() {
        var answer = Browser.page(browser.client().get().uri(SESSION));

        assertThat(answer.header("API-Version")).isEqualTo("1.2.3");
    }
}
