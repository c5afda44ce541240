// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.TestTokens;
import nl.koppelpunt.platform.test.TestTokensSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/** S-092, S-093, S-094 (unknown key ids), S-095 (unsafe methods). */
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=account-service")
@Import(TestTokensSupport.class)
class ResourceServerTests {

    private static final String LINKING = "/api/linking";

    @Autowired
    private TestTokens tokens;

    @LocalServerPort
    private int port;

    private WebTestClient http;

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void tokensOpenWhatTheirIssuerAndScopeAllow() {
        expect(LINKING, tokens.person("linking", "attempt"), HttpStatus.OK);
        expect("/api/internal", tokens.internal("account-service"), HttpStatus.OK);
        expect("/api/officer", tokens.staff("helpdesk"), HttpStatus.OK);
        expect("/api/machine", tokens.machine("pins:issue"), HttpStatus.OK);
    }

    @Test
    void scopesOfOneIssuerNeverCountForTheOther() {
        expect(LINKING, tokens.machine("linking"), HttpStatus.FORBIDDEN);
        expect("/api/internal", tokens.machine("internal"), HttpStatus.FORBIDDEN);
        expect("/api/machine", tokens.person("pins:issue", "x"), HttpStatus.FORBIDDEN);
        expect(
                "/api/officer",
                tokens.person(
                        "portal",
                        "x",
                        c -> c.claim("realm_access", java.util.Map.of("roles", java.util.List.of("helpdesk")))),
                HttpStatus.FORBIDDEN);
    }

    @Test
    void aPathThatNoRuleNamesIsDenied() {
        expect("/api/not-named", tokens.person("linking", "attempt"), HttpStatus.FORBIDDEN);
    }

    @Test
    void withoutTokenTheAnswerIsAProblem() {
        http.get()
                .uri(LINKING)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType("application/problem+json")
                .expectHeader()
                .valueEquals("API-Version", "1.0.0")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(401)
                .jsonPath("$.reference")
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> forgedTokensAreRefused() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(600));
        return Stream.of(
                forged("other audience", tokens.person("linking", "x", c -> c.audience("pin-service"))),
                forged("other issuer", tokens.person("linking", "x", c -> c.issuer("https://elsewhere.example"))),
                forged("issuer of staff", tokens.person("linking", "x", c -> c.issuer(tokens.staffIssuer()))),
                forged("expired", tokens.person("linking", "x", c -> c.expirationTime(past))),
                forged("no expiry", tokens.person("linking", "x", c -> c.expirationTime(null))),
                forged(
                        "not yet valid",
                        tokens.person(
                                "linking",
                                "x",
                                c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(60))))),
                forged("no subject", tokens.person("linking", "x", c -> c.subject(null))),
                forged(
                        "plain typ",
                        tokens.sign(
                                tokens.personHeader().type(JOSEObjectType.JWT).build(), claims())),
                forged("no typ", tokens.sign(tokens.personHeader().type(null).build(), claims())),
                forged(
                        "names its own key set",
                        tokens.sign(
                                tokens.personHeader()
                                        .jwkURL(URI.create("https://elsewhere.example/keys"))
                                        .build(),
                                claims())),
                forged(
                        "brings its own key",
                        tokens.sign(
                                tokens.personHeader()
                                        .jwk(tokens.personKey().toPublicJWK())
                                        .build(),
                                claims())),
                forged(
                        "unknown key",
                        tokens.sign(tokens.personHeader().keyID("unknown").build(), claims())),
                forged(
                        "no key id",
                        tokens.sign(tokens.personHeader().keyID(null).build(), claims())),
                forged(
                        "RS256 in a person's token",
                        tokens.sign(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .type(new JOSEObjectType("at+jwt"))
                                        .keyID(tokens.personKey().getKeyID())
                                        .build(),
                                claims())),
                forged("HS256 with the public key", macSigned()),
                forged("unsigned", new PlainJWT(claims()).serialize()),
                forged("signature cut off", cut(tokens.person("linking", "x"))),
                forged("no token at all", "abc"));
    }

    @Test
    void changingSomethingNeedsATokenMadeForIt() {
        String fresh = tokens.person("linking", "x");
        String old = tokens.person(
                "linking", "x", c -> c.issueTime(Date.from(Instant.now().minusSeconds(8))));
        expect(LINKING, old, HttpStatus.OK);
        post(fresh).expectStatus().isOk();
        post(old)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("token-too-old");
    }

    @Test
    void aFloodOfUnknownKeysCostsOneFetch() {
        expect(LINKING, tokens.person("linking", "x"), HttpStatus.OK);
        int before = tokens.fetches();
        for (int i = 0; i < 20; i++) {
            expect(
                    LINKING,
                    tokens.sign(tokens.personHeader().keyID("unknown-" + i).build(), claims()),
                    HttpStatus.UNAUTHORIZED);
        }
        assertThat(tokens.fetches() - before).isLessThanOrEqualTo(1);
    }

    private WebTestClient.ResponseSpec post(String token) {
        return http.post()
                .uri(LINKING)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private DynamicTest forged(String name, String token) {
        return DynamicTest.dynamicTest(name, () -> expect(LINKING, token, HttpStatus.UNAUTHORIZED));
    }

    private void expect(String path, String token, HttpStatus status) {
        http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private JWTClaimsSet claims() {
        return tokens.personClaims("linking", "x").build();
    }

    private String macSigned() throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(tokens.personKey().getKeyID())
                        .build(),
                claims());
        jwt.sign(new MACSigner(tokens.personKey().toECPublicKey().getEncoded()));
        return jwt.serialize();
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }
}
