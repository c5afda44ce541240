// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What a portal must refuse, and what it shows to whoever it believes. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@AutoConfigureWebTestClient
class SamplePortalApplicationTests {

    private static final TestIssuer ISSUER = issuer();

    @Autowired
    private WebTestClient http;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("portal.token.issuer", () -> TestIssuer.ISSUER);
        registry.add("portal.token.jwk-set-uri", ISSUER::jwksUri);
        registry.add("portal.token.audience", () -> TestIssuer.AUDIENCE);
    }

    private static TestIssuer issuer() {
        try {
            return new TestIssuer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    static Stream<Arguments> refused() throws Exception {
        var claims = TestIssuer.claims().build();
        var genuine = ISSUER.token(claims);
        var parts = genuine.split("\\.", 3);
        var otherKey = TestIssuer.key("tokens-1");
        var unknownKey = TestIssuer.key("tokens-2");
        var rsa = new RSAKeyGenerator(2048).keyID("tokens-1").generate();
        var publicKey = ISSUER.key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
        var es256 = TestIssuer.header(JWSAlgorithm.ES256, "tokens-1");
        return Stream.of(
                argumentSet("other content under the signature", parts[0] + "." + encoded(claims) + "." + parts[2]),
                argumentSet("no signature", parts[0] + "." + parts[1] + "."),
                argumentSet("another key under a known id", signed(es256.build(), otherKey)),
                argumentSet(
                        "a key that it brings along",
                        signed(es256.jwk(otherKey.toPublicJWK()).build(), otherKey)),
                argumentSet(
                        "a key nobody published",
                        signed(TestIssuer.header(JWSAlgorithm.ES256, "tokens-2").build(), unknownKey)),
                argumentSet("alg none", new PlainJWT(claims).serialize()),
                argumentSet(
                        "HS256 with the public key as secret",
                        TestIssuer.signed(header(JWSAlgorithm.HS256), claims, new MACSigner(publicKey))),
                argumentSet("RS256", TestIssuer.signed(header(JWSAlgorithm.RS256), claims, new RSASSASigner(rsa))),
                argumentSet(
                        "another type", signed(es256.type(JOSEObjectType.JWT).build(), ISSUER.key)),
                argumentSet("no token at all", "nonsense"),
                argumentSet("expired", with(all -> all.expirationTime(ago(60)))),
                argumentSet("without an end", with(all -> all.expirationTime(null))),
                argumentSet("not yet valid", with(all -> all.notBeforeTime(ago(-60)))),
                argumentSet("of another issuer", with(all -> all.issuer("https://other.example"))),
                argumentSet("of no issuer", with(all -> all.issuer(null))),
                argumentSet("for another audience", with(all -> all.audience("account-service"))),
                argumentSet(
                        "for more than this audience",
                        with(all -> all.audience(List.of("sample-portal", "account-service")))),
                argumentSet("for no audience", with(all -> all.audience((String) null))),
                argumentSet("of somebody who is still linking", with(all -> all.claim("scope", "linking"))),
                argumentSet("of nobody", with(all -> all.subject(null))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aTokenThatIsNotExactlyRightIs401(String token) {
        http.get()
                .uri("/portal/")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("32073"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal/", "/portal/instellingen/32073", "/portal/assets/portal.css", "/anything"})
    void withoutATokenEverythingIs401AndSaysWhereToGo(String path) {
        http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("via het portaal", "through the portal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User", "X-Forwarded-User", "Remote-User", "Cookie"})
    void noOtherHeaderMakesSomebodyKnown(String header) {
        http.get()
                .uri("/portal/")
                .header(header, "session=" + ISSUER.token(TestIssuer.claims().build()))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void whoIsBelievedSeesWhatTheTokenTells() {
        var page = page("/portal/", "nl");

        assertThat(page)
                .contains("lang=\"nl\"", "Welkom in het voorbeeldportaal", "0198f3a1-5d6e-7c11-9d7e-3f0a2b1c4d5e")
                .contains(
                        "32073", "Voorbeeldbestuur &lt;A&gt;", "03WU", "Naam onbekend", "eHerkenning niveau 3", "5e55");
    }

    @Test
    void theLanguageIsTheOneTheGatewaySays() {
        assertThat(page("/portal/", "en"))
                .contains("lang=\"en\"", "Welcome to the sample portal", "eHerkenning level 3");
        assertThat(page("/portal/", "fr")).contains("lang=\"nl\"");
    }

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        assertThat(keys("/messages_en.properties")).isEqualTo(keys("/messages.properties"));
    }

    @Test
    void anInstitutionOfSomebodyElseIsNotThere() {
        assertThat(page("/portal/instellingen/03WU", "nl")).contains("03WU");
        as(ISSUER.token(TestIssuer.claims().build()), "/portal/instellingen/41039", "nl")
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .value(body ->
                        assertThat(body).contains("Deze pagina is er niet").doesNotContain("41039"));
    }

    @Test
    void aPersonWithoutInstitutionsIsToldSo() {
        var claims = TestIssuer.claims().claim("institution_codes", null).claim("institutions", "nonsense");

        as(ISSUER.token(claims.build()), "/portal/", "nl")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("nog aan geen enkele instelling"));
    }

    @Test
    void aPageRunsNothingAndIsKeptNowhere() {
        as(ISSUER.token(TestIssuer.claims().build()), "/portal/", "nl")
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'")
                                .doesNotContain("unsafe", "script-src"))
                .expectHeader()
                .value("Cache-Control", caching -> assertThat(caching).contains("no-store"))
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("<script", "style=", "onclick"));
    }

    @Test
    void aFloodOfUnknownKeysIsFetchedForTwiceAtMost() {
        page("/portal/", "nl");
        var before = ISSUER.fetches.get();
        var unknown = new ArrayList<String>();
        for (var i = 0; i < 50; i++) {
            var id = "flood-" + i;
            unknown.add(signed(TestIssuer.header(JWSAlgorithm.ES256, id).build(), TestIssuer.key(id)));
        }

        unknown.forEach(token -> as(token, "/portal/", "nl").expectStatus().isUnauthorized());

        assertThat(ISSUER.fetches.get() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void anIssuerThatIsAwayForAWhileLogsNobodyOut() {
        page("/portal/", "nl");
        ISSUER.answersWith(503);
        try {
            assertThat(page("/portal/", "nl")).contains("32073");
        } finally {
            ISSUER.answersWith(200);
        }
    }

    @Test
    void keysThatWereNeverFetchedAre503AndNoRefusal() {
        var nowhere = new TokenProperties(
                TestIssuer.ISSUER, URI.create("http://127.0.0.1:9/jwks.json"), TestIssuer.AUDIENCE, Duration.ZERO);
        var decoder = new TokenDecoder(nowhere);
        try {
            assertThat(decoder.decode(ISSUER.token(TestIssuer.claims().build()))
                            .onErrorResume(ResponseStatusException.class, unavailable -> Mono.empty())
                            .blockOptional())
                    .isEmpty();
        } finally {
            decoder.destroy();
        }
    }

    @Test
    void healthIsOnItsOwnPortAndOpen() {
        WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .build()
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String page(String path, String language) {
        var answer = as(ISSUER.token(TestIssuer.claims().build()), path, language)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return answer == null ? "" : answer;
    }

    private WebTestClient.ResponseSpec as(String token, String path, String language) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.ACCEPT, "text/html")
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private static String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return ISSUER.token(change.apply(TestIssuer.claims()).build());
    }

    private static String signed(JWSHeader header, ECKey key) {
        return TestIssuer.signed(header, TestIssuer.claims().build(), TestIssuer.signer(key));
    }

    private static JWSHeader header(JWSAlgorithm algorithm) {
        return TestIssuer.header(algorithm, "tokens-1").build();
    }

    private static String encoded(JWTClaimsSet claims) {
        var changed = claims.toString().replace("03WU", "05RC").getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
    }

    private static Date ago(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private static Set<String> keys(String bundle) throws IOException {
        var messages = new Properties();
        try (var in = Objects.requireNonNull(SamplePortalApplicationTests.class.getResourceAsStream(bundle), bundle)) {
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return messages.stringPropertyNames();
    }
}
