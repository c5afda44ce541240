// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import nl.koppelpunt.platform.test.Chromium;
import nl.koppelpunt.platform.test.TestPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The portal is on localhost over TLS, the broker's page is of another site: cookies are Chromium's to decide on. */
@EHerkenningTest
@Tag("browser")
@DisplayName("S-086: the way to the broker and back in a real browser")
class BrowserLoginTests extends LoginFixture {

    @Autowired
    ApplicationContext context;

    @Autowired
    TestPki pki;

    private DisposableServer portal;
    private Chromium chromium;
    private BrowserContext browser;

    @BeforeEach
    void open() throws SSLException {
        portal = overTls();
        chromium = Chromium.launch();
        browser = chromium.browser().newContext(new NewContextOptions().setIgnoreHTTPSErrors(true));
    }

    @AfterEach
    void close() {
        chromium.close();
        portal.disposeNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post"})
    void artifactComesFromAnotherSite(String method) {
        Page page = logIn(method, () -> {});

        assertThat(page.url()).isEqualTo(url("/koppelen"));
        assertThat(cookie("__Host-saml")).isEmpty();
        assertThat(cookie("__Host-session")).hasValueSatisfying(session -> {
            assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
            assertThat(session.secure).isTrue();
            assertThat(session.httpOnly).isTrue();
            assertThat(session.expires).isEqualTo(-1);
        });
        assertThat(logins.identities()).hasSize(1);
    }

    @Test
    void bindingCookieIsMadeForTheWayBack() {
        logIn(
                "post",
                () -> assertThat(cookie("__Host-saml")).hasValueSatisfying(binding -> {
                    assertThat(binding.sameSite).isEqualTo(SameSiteAttribute.NONE);
                    assertThat(binding.secure).isTrue();
                    assertThat(binding.httpOnly).isTrue();
                    assertThat(binding.expires - Instant.now().getEpochSecond()).isBetween(540.0, 601.0);
                }));
    }

    @Test
    @DisplayName("S-086: a Lax binding would be lost on a cross-site POST, so these tests see what they should")
    void laxBindingWouldBeLost() {
        Page page = logIn(
                "post",
                () -> browser.addCookies(
                        List.of(cookie("__Host-saml").orElseThrow().setSameSite(SameSiteAttribute.LAX))));

        assertThat(page.url()).startsWith(url("/inloggen/mislukt?reden=ongeldig"));
        assertThat(code(page.url())).isEqualTo("other-browser");
        assertThat(cookie("__Host-session")).isEmpty();
    }

    private Page logIn(String method, Runnable atTheBroker) {
        Page page = browser.newPage();
        browser.route("https://broker.example.nl/sso", route -> {
            atTheBroker.run();
            answer(route, method);
        });
        page.navigate(url("/eherkenning/login"));
        page.waitForURL(address -> address.endsWith("/koppelen") || address.contains("/inloggen/mislukt"));
        return page;
    }

    /** What a broker answers: a page that sends the browser back. */
    private void answer(Route route, String method) {
        String form = URLDecoder.decode(route.request().postData(), StandardCharsets.UTF_8);
        byte[] message = Base64.getDecoder().decode(parameter(form, "SAMLRequest"));
        String request = XmlReader.read(message).getDocumentElement().getAttributeNS(null, "ID");
        String artifact = hold(new Begun("", "", request), TestBroker.genuine());
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("""
                <form method="%s" action="%s"><input name="SAMLart" value="%s"><input name="RelayState" value="%s">\
                </form><script>document.forms[0].submit()</script>
                """.formatted(
                        method, url("/eherkenning/acs"), artifact, parameter(form, "RelayState"))));
    }

    private static String parameter(String form, String name) {
        var matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(form);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Optional<Cookie> cookie(String name) {
        return browser.cookies().stream().filter(one -> one.name.equals(name)).findFirst();
    }

    private String url(String path) {
        return "https://localhost:" + portal.port() + path;
    }

    /** The same service behind a second door. */
    private DisposableServer overTls() throws SSLException {
        var identity = pki.issue("portaal", "localhost");
        var tls = SslContextBuilder.forServer(identity.keyPair().getPrivate(), identity.certificate())
                .build();
        var handler = WebHttpHandlerBuilder.applicationContext(context).build();
        return HttpServer.create()
                .host("localhost")
                .port(0)
                .secure(spec -> spec.sslContext(tls))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }
}
