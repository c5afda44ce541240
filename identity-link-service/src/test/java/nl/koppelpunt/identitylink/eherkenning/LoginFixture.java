// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.koppelpunt.identitylink.eherkenning.TestEHerkenning.Logins;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Logs in as a browser does, before a broker that answers what a test holds ready. */
abstract class LoginFixture {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What a browser has after it asked to log in. */
    record Begun(String cookie, String relayState, String requestId) {}

    @LocalServerPort
    int port;

    @Autowired
    Logins logins;

    @Autowired
    SoapBroker broker;

    @Autowired
    BrokerDirectory directory;

    @Autowired
    DatabaseClient database;

    WebTestClient web = WebTestClient.bindToServer().build();

    @BeforeEach
    void reset() {
        web = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
        broker.reset();
        logins.reset(false);
        awaitMetadata(directory);
    }

    /** A service provider reads the metadata of its broker by itself, soon after it started. */
    static void awaitMetadata(BrokerDirectory directory) {
        await().until(
                        () -> directory
                                .current()
                                .hasElement()
                                .onErrorReturn(false)
                                .block(),
                        Boolean.TRUE::equals);
    }

    String holdAs(String identifier, Begun begun) {
        return holdAs(identifier, identifier, begun);
    }

    String holdAs(String response, String assertion, Begun begun) {
        String artifact = Base64.getEncoder().encodeToString(artifactNumber());
        broker.hold(artifact, message(begun, TestBroker.genuine(), response, assertion));
        return artifact;
    }

    long count(String from) {
        return Objects.requireNonNull(database.sql("select count(*) as n from " + from)
                .map(row -> Objects.requireNonNull(row.get("n", Long.class)))
                .one()
                .block());
    }

    EntityExchangeResult<byte[]> afterLogin(TestBroker message) {
        Begun begun = begin();
        return byGet(begun, hold(begun, message));
    }

    EntityExchangeResult<byte[]> login() {
        return get("/eherkenning/login", null);
    }

    Begun begin() {
        return begin("/eherkenning/login");
    }

    Begun begin(String uri) {
        EntityExchangeResult<byte[]> page = get(uri, null);
        String cookie = Objects.requireNonNull(page.getResponseCookies().getFirst("__Host-saml"))
                .getValue();
        String html = body(page);
        return new Begun(cookie, field(html, "RelayState"), request(html).getAttributeNS(null, "ID"));
    }

    String hold(Begun begun, TestBroker message) {
        String artifact = Base64.getEncoder().encodeToString(artifactNumber());
        broker.hold(artifact, message(begun, message));
        return artifact;
    }

    static byte[] artifactNumber() {
        byte[] artifact = ArtifactTests.artifact(4, TestBroker.ENTITY);
        int number = NUMBER.incrementAndGet();
        artifact[2] = 0;
        artifact[3] = 0;
        artifact[42] = (byte) (number >> 8);
        artifact[43] = (byte) number;
        return artifact;
    }

    static TestBroker message(Begun begun, TestBroker message) {
        String identifier = "n" + NUMBER.incrementAndGet();
        return message(begun, message, identifier, identifier);
    }

    private static TestBroker message(Begun begun, TestBroker message, String response, String assertion) {
        message.edit("\"" + TestBroker.REQUEST + "\"", "\"" + begun.requestId() + "\"");
        message.edit("\"_response\"", "\"_response" + response + "\"");
        return message.hasAssertion() ? message.edit("\"_assertion\"", "\"_assertion" + assertion + "\"") : message;
    }

    EntityExchangeResult<byte[]> byGet(Begun begun, String artifact) {
        return get(acs(artifact, begun.relayState()), begun.cookie());
    }

    EntityExchangeResult<byte[]> get(String uri, @Nullable String binding) {
        return get(port, uri, binding);
    }

    EntityExchangeResult<byte[]> get(int server, String uri, @Nullable String binding) {
        var request = web.get().uri(URI.create("http://localhost:" + server + uri));
        if (binding != null && !binding.isEmpty()) {
            request.cookie("__Host-saml", binding);
        }
        return request.exchange().expectBody().returnResult();
    }

    static String acs(String artifact, String relayState) {
        return "/eherkenning/acs?SAMLart=" + encode(artifact) + "&RelayState=" + relayState;
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    void assertRefused(String reason, String code, EntityExchangeResult<byte[]> result) {
        String location = location(result);
        assertThat(result.getStatus().value()).isEqualTo(303);
        assertThat(location).matches("/inloggen/mislukt\\?reden=" + reason + "&referentie=[A-Z2-9]{8}");
        assertThat(cookies(result)).noneMatch(cookie -> cookie.startsWith("__Host-session"));
        assertThat(code(location)).isEqualTo(code);
    }

    /** The code in the one audit row that has the reference of this refusal. */
    String code(String location) {
        return Objects.requireNonNull(database.sql(
                        "select details ->> 'code' as code from audit_event where details ->> 'reference' = :reference")
                .bind("reference", location.substring(location.length() - 8))
                .map(row -> Objects.requireNonNull(row.get("code", String.class)))
                .one()
                .block());
    }

    static String location(EntityExchangeResult<byte[]> result) {
        return Objects.requireNonNull(result.getResponseHeaders().getLocation()).toString();
    }

    static List<String> cookies(EntityExchangeResult<byte[]> result) {
        return result.getResponseHeaders().getOrDefault(HttpHeaders.SET_COOKIE, List.of());
    }

    static String body(EntityExchangeResult<byte[]> result) {
        return new String(Objects.requireNonNull(result.getResponseBody()), StandardCharsets.UTF_8);
    }

    static Element request(String html) {
        byte[] xml = Base64.getDecoder().decode(field(html, "SAMLRequest"));
        Document document = XmlReader.read(xml);
        return document.getDocumentElement();
    }

    static String field(String html, String name) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
