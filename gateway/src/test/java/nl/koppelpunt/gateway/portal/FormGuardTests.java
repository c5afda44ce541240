// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.Browser.Page;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S-088 forms are accepted from pages of ours only")
class FormGuardTests {

    private static final String OURS = "https://portaal.example";
    private static final Pattern METHODS = Pattern.compile("Methods: \\[([A-Z, ]+)]");
    private static final Pattern PATHS = Pattern.compile("Paths: \\[([^\\],]+)");

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping pages;

    @Autowired
    RouteLocator routes;

    @BeforeEach
    void signedIn() {
        browser.startAnew();
        identityLink.forget();
        Sessions.signedIn(identityLink);
        identityLink.answers("DELETE /api/links/v1/session", 204, "");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin,-,303",
                "same-origin,https://evil.example,303",
                "-,https://portaal.example,303",
                "cross-site,-,403",
                "cross-site,https://portaal.example,403",
                "same-site,https://portaal.example,403",
                "none,-,403",
                "-,https://evil.example,403",
                "-,https://portaal.example.evil.example,403",
                "-,null,403",
                "-,-,403"
            })
    void browserHasToSayThatThePageWasOurs(String site, String origin, int status) {
        var request = logOut();
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }

        assertThat(send(request, browser.formToken()).status()).isEqualTo(status);
    }

    @Test
    void originThatIsSentTwiceIsNotOurs() {
        var request = logOut().header("Origin", OURS).header("Origin", "https://evil.example");

        assertThat(send(request, browser.formToken()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void tokenOfAnotherSessionIsRefused(String token) {
        var page = send(logOut().header("Sec-Fetch-Site", "same-origin"), token);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains("Wij kunnen dit formulier niet verwerken", "Naar het begin")
                .containsPattern("referentienummer: [A-Z2-9]{8}\\.");
        assertThat(identityLink.asked()).isEmpty();
    }

    @Test
    void formWithoutASessionSaysHowToStart() {
        var page = send(
                browser.client().post().uri("/koppelen").header("Sec-Fetch-Site", "same-origin"), browser.formToken());

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("U bent niet meer ingelogd", "Naar het begin");
        assertThat(page.html()).contains("href=\"/\"");
    }

    @Test
    void everyUnsafeRouteIsGuarded() {
        var guarded = unsafeRoutes();
        assertThat(guarded).contains("POST /koppelen", "POST /uitloggen", "DELETE /api/links/v1/x", "PUT /portal/x");
        for (var route : guarded) {
            var methodAndPath = route.split(" ", 2);
            var answer = Browser.page(browser.client()
                    .method(HttpMethod.valueOf(methodAndPath[0]))
                    .uri(methodAndPath[1])
                    .cookie("session", browser.session())
                    .header("Sec-Fetch-Site", "cross-site")
                    .header("X-Requested-With", "fetch")
                    .body(BodyInserters.fromFormData("_csrf", browser.formToken())));
            assertThat(answer.status()).as(route).isEqualTo(403);
        }
        assertThat(identityLink.asked()).isEmpty();
    }

    /** Of the pages and of what is routed on; the answer of the broker and the reports of browsers are the exceptions. */
    private Set<String> unsafeRoutes() {
        var found = new TreeSet<String>();
        pages.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternsCondition()
                        .getPatterns()
                        .forEach(path -> found.addAll(unsafe(
                                path.getPatternString(),
                                mapping.getMethodsCondition().getMethods()))));
        routes.getRoutes()
                .map(route -> route.getPredicate().toString())
                .collectList()
                .blockOptional()
                .orElseThrow()
                .forEach(route -> found.addAll(unsafe(pathOf(route), methodsOf(route))));
        found.removeIf(route -> route.endsWith(" /eherkenning/acs")
                || route.endsWith(" /eherkenning/slo")
                || route.endsWith(" /csp-reports"));
        return found;
    }

    private static String pathOf(String route) {
        return PATHS.matcher(route).results().findFirst().orElseThrow().group(1);
    }

    private static Set<RequestMethod> methodsOf(String route) {
        return METHODS.matcher(route)
                .results()
                .flatMap(methods -> Stream.of(methods.group(1).split(", ")))
                .map(RequestMethod::valueOf)
                .collect(Collectors.toSet());
    }

    /** A route without methods takes them all. */
    private static List<String> unsafe(String path, Set<RequestMethod> methods) {
        return Stream.of(POST, PUT, PATCH, DELETE)
                .filter(method -> methods.isEmpty() || methods.contains(method))
                .map(method -> method + " " + path.replaceAll("\\*+|\\{[^}]*}", "x"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bestaat-niet", "/eherkenning/x", "/koppelen/x", "/assets/x.css", "/"})
    void whatDoesNotExistIsNotFoundWhoeverAsks(String address) {
        var stranger = browser.client().post().uri(address).header("Sec-Fetch-Site", "cross-site");
        var ours = browser.client()
                .post()
                .uri(address)
                .cookie("session", browser.session())
                .header("Sec-Fetch-Site", "same-origin");
        var exists = address.equals("/");

        assertThat(send(stranger, "").status()).isEqualTo(exists ? 403 : 404);
        assertThat(send(ours, "").status()).isEqualTo(exists ? 403 : 404);
        assertThat(identityLink.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/koppelen", "/koppelen/pincode", "/uitloggen"})
    void formWithABrokenEscapeIsItsSendersFault(String address, CapturedOutput output) {
        var page = Browser.page(browser.client()
                .post()
                .uri(address)
                .cookie("session", browser.session())
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("_csrf=" + browser.formToken() + "&email=%ZZcanary"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text())
                .contains("Wij begrijpen deze aanvraag niet")
                .containsPattern("referentienummer: [A-Z2-9]{8}\\.");
        assertThat(output.getOut().lines().filter(line -> line.contains("reference=")))
                .singleElement()
                .asString()
                .contains("INFO", "status=400 code=bad-request method=POST");
        assertThat(output.getOut()).doesNotContain("\tat ", "Exception", "canary");
        assertThat(identityLink.asked()).isEmpty();
    }

    /** Nothing of it is read, so nothing of it can be broken. */
    @Test
    void brokenFormWithoutASessionSaysHowToStart(CapturedOutput output) {
        var page = Browser.page(browser.client()
                .post()
                .uri("/koppelen")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("email=%"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("U bent niet meer ingelogd");
        assertThat(output.getOut()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void nothingIsChangedByGet() {
        for (var address : List.of("/uitloggen", "/koppelen/pincode/nieuw", "/koppelen/terug")) {
            var page = browser.openSignedIn(address);
            assertThat(page.status()).as(address).isEqualTo(405);
            assertThat(page.text()).contains("Deze pagina kunt u zo niet openen");
        }
    }

    private RequestBodySpec logOut() {
        return browser.client().post().uri("/uitloggen").cookie("session", browser.session());
    }

    private static Page send(RequestBodySpec request, String token) {
        return Browser.page(request.body(BodyInserters.fromFormData("_csrf", token)));
    }
}
