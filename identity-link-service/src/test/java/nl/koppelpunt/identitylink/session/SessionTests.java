// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.koppelpunt.identitylink.Browser;
import nl.koppelpunt.identitylink.Browsers;
import nl.koppelpunt.identitylink.FakeAccountService;
import nl.koppelpunt.identitylink.FakeBrokerLogOut;
import nl.koppelpunt.identitylink.FakePinService;
import nl.koppelpunt.identitylink.LinkServiceTest;
import nl.koppelpunt.identitylink.TestLinkService;
import nl.koppelpunt.identitylink.eherkenning.VerifiedIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@LinkServiceTest
class SessionTests {

    private static final String KVK = "12345678";
    private static final String SESSION = "/api/links/v1/session";

    @Autowired
    Browsers browsers;

    @Autowired
    FakeAccountService accounts;

    @Autowired
    FakePinService pins;

    @Autowired
    FakeBrokerLogOut broker;

    @Autowired
    DatabaseClient database;

    @Autowired
    SessionSweeper sweeper;

    private VerifiedIdentity me;
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        me = identity(KVK, UUID.randomUUID().toString());
        browser = browsers.open();
        broker.answers(Mono.empty());
    }

    private Optional<byte[]> atBroker(UUID session) {
        return database.sql("SELECT broker_session FROM session WHERE id = :id AND broker_session IS NOT NULL")
                .bind("id", session)
                .mapValue(byte[].class)
                .one()
                .blockOptional();
    }

    @Test
    @DisplayName("S-087 every change of state gives a new cookie, the old one is dead, and none but ours is taken")
    void cookieChangesAtEveryChangeOfState() {
        browser.plantCookie("planted-by-somebody-else");
        browser.logIn(me);
        var linking = browser.cookie();
        link();
        var signedIn = browser.cookie();
        browser.logIn(me);
        var again = browser.cookie();

        assertThat(List.of("planted-by-somebody-else", named(linking), named(signedIn), named(again)))
                .doesNotHaveDuplicates();
        assertThat(stateOf("planted-by-somebody-else")).isEqualTo("ANONYMOUS");
        assertThat(stateOf(linking)).isEqualTo("ANONYMOUS");
        assertThat(stateOf(signedIn)).isEqualTo("ANONYMOUS");
        assertThat(stateOf(again)).isEqualTo("SIGNED_IN");
    }

    @Test
    @DisplayName("S-085 the cookie is 256 bits, __Host-, HttpOnly, Lax, without age")
    void cookieIsAsItShouldBe() {
        browser.logIn(me);
        var answer = link();

        assertThat(answer.headers().get("Set-Cookie"))
                .startsWith("__Host-session=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain", "Max-Age", "Expires");
        assertThat(java.util.Base64.getUrlDecoder().decode(browser.cookie())).hasSize(32);
    }

    @Test
    void logOutEndsTheSession() {
        signIn();
        var cookie = browser.cookie();
        var sessionId = sessionId();

        var out = browser.delete(SESSION);

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.headers().get("Set-Cookie"))
                .startsWith("__Host-session=;")
                .contains("Max-Age=0");
        assertThat(stateOf(cookie)).isEqualTo("ANONYMOUS");
        assertThat(endOf(sessionId)).isEqualTo("log-out");
        assertThat(eventsOf(sessionId)).contains("nl.koppelpunt.identity-links.session-ended.v1");
    }

    @Test
    @DisplayName("who logs out is told where to log out at the broker too, in the words of the broker")
    void logOutTellsTheWayToTheBroker() {
        broker.answers(Mono.just(FakeBrokerLogOut.LOCATION));
        signIn();
        var sessionId = sessionId();
        assertThat(atBroker(sessionId)).isNotEmpty();

        var out = browser.delete(SESSION);

        assertThat(out.status()).isEqualTo(200);
        assertThat(out.text("brokerLogOut")).isEqualTo(FakeBrokerLogOut.LOCATION.toString());
        assertThat(broker.sessions()).containsExactly(Browser.AT_BROKER);
        assertThat(endOf(sessionId)).isEqualTo("log-out");
        assertThat(atBroker(sessionId)).isEmpty();
    }

    @Test
    void sessionHasEndedWhenTheBrokerIsAsked() {
        signIn();
        var sessionId = sessionId();
        broker.answers(Mono.fromSupplier(() -> {
                    assertThat(endOf(sessionId)).isEqualTo("log-out");
                    return FakeBrokerLogOut.LOCATION;
                })
                .subscribeOn(Schedulers.boundedElastic()));

        assertThat(browser.delete(SESSION).status()).isEqualTo(200);
    }

    @Test
    void brokerThatCannotBeAskedChangesNothing() {
        broker.answers(Mono.error(() -> new IllegalStateException("planted")));
        signIn();
        var sessionId = sessionId();

        var out = browser.delete(SESSION);

        assertThat(out.status()).isEqualTo(204);
        assertThat(endOf(sessionId)).isEqualTo("log-out");
    }

    @Test
    @DisplayName("what the broker calls a session is kept encrypted, and only as long as the session")
    void nameAtTheBrokerGoesWithTheSession() {
        browser.logIn(me);
        var linking = sessionId();
        assertThat(atBroker(linking))
                .hasValueSatisfying(kept -> assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("_transient-name", "_session-index"));
        link();
        var signedIn = sessionId();
        assertThat(atBroker(linking)).isEmpty();
        assertThat(atBroker(signedIn)).isNotEmpty();

        move(signedIn, "idle_expires_at", "now()");
        sweeper.endExpired().block();

        assertThat(endOf(signedIn)).isEqualTo("idle");
        assertThat(atBroker(signedIn)).isEmpty();
    }

    @Test
    @DisplayName("S-095 a token outlives its session only for as long as it is cached, and its session not at all")
    void tokenOfAnEndedSessionIsNobody() {
        signIn();
        var token = browser.token();
        browser.delete(SESSION);

        assertThat(browser.getWith(token, SESSION).text("state")).isEqualTo("ANONYMOUS");
    }

    @ParameterizedTest
    @CsvSource({"idle_expires_at,idle", "expires_at,absolute"})
    @DisplayName("S-090 idle and absolute time-outs end a session at the server, and are told")
    void timeOutsEndTheSession(String column, String reason) {
        signIn();
        var sessionId = sessionId();
        move(sessionId, column, "now()");

        assertThat(browser.sessionToken().text("state")).isEqualTo("ANONYMOUS");
        sweeper.sweep().block();
        assertThat(endOf(sessionId)).isEqualTo(reason);
        assertThat(eventsOf(sessionId)).contains("nl.koppelpunt.identity-links.session-ended.v1");
    }

    @Test
    void useMovesTheIdleTimeOutAndNothingElse() {
        signIn();
        var sessionId = sessionId();
        var absolute = browser.sessionToken().text("sessionExpiresAt");
        move(sessionId, "idle_expires_at", "now() + interval '1 minute'");

        var used = browser.sessionToken();

        assertThat(Instant.parse(used.text("idleExpiresAt")))
                .isAfter(Instant.now().plusSeconds(14 * 60));
        assertThat(used.text("sessionExpiresAt")).isEqualTo(absolute);
        assertThat(browser.sessionToken().text("idleExpiresAt")).isEqualTo(used.text("idleExpiresAt"));
    }

    @Test
    @DisplayName("S-091 the sixth session ends the oldest")
    void sixthSessionEndsTheOldest() {
        signIn();
        browser.delete(SESSION);
        var sessions = new ArrayList<Browser>();
        IntStream.rangeClosed(1, 6).forEach(_ -> {
            var another = browsers.open();
            another.logIn(me);
            sessions.add(another);
        });

        assertThat(sessions.stream().map(one -> one.sessionToken().text("state")))
                .containsExactly("ANONYMOUS", "SIGNED_IN", "SIGNED_IN", "SIGNED_IN", "SIGNED_IN", "SIGNED_IN");
    }

    @Test
    @DisplayName("S-040 S-092 a token holds what its contract says; the PIN changes nothing in its assurance")
    void tokenHoldsItsClaims() throws Exception {
        browser.logIn(me);
        var linking = claims(browser.token());
        link();
        var portal = claims(browser.token());

        assertThat(linking.getStringClaim("scope")).isEqualTo("linking");
        assertThat(linking.getStringListClaim("institution_codes")).isEmpty();
        assertThat(portal.getStringClaim("scope")).isEqualTo("portal");
        assertThat(portal.getStringListClaim("institution_codes")).containsExactly("10AB");
        assertThat(portal.getStringClaim("acr"))
                .isEqualTo(linking.getStringClaim("acr"))
                .isEqualTo("urn:etoegang:core:assurance-class:loa3");
        assertThat(portal.getStringClaim("sid"))
                .isEqualTo(browser.sessionToken().text("sessionId"))
                .isNotEqualTo(linking.getStringClaim("sid"));
        assertThat(portal.getSubject()).isNotEqualTo(linking.getSubject());
        assertThat(portal.getIssuer()).isEqualTo(TestLinkService.ISSUER);
        assertThat(portal.getAudience()).containsExactly("identity-link-service", "account-service");
        assertThat(portal.getExpirationTime())
                .isEqualTo(java.util.Date.from(portal.getIssueTime().toInstant().plusSeconds(120)));
        assertThat(portal.getNotBeforeTime()).isEqualTo(portal.getIssueTime());
        assertThat(portal.getJWTID()).isNotEqualTo(linking.getJWTID());
    }

    @Test
    @DisplayName("S-094 the public half of every key is served, and the private half of none")
    void keysArePublished() throws Exception {
        signIn();
        var served = browsers.open().get("/.well-known/jwks.json");
        var keys = JWKSet.parse(served.body().toString());
        var token = SignedJWT.parse(browser.token());

        assertThat(keys.getKeys()).hasSize(2).noneMatch(com.nimbusds.jose.jwk.JWK::isPrivate);
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
    }

    @Test
    void anyoneMayAskForTheirSession() {
        var nobody = browsers.open().session();

        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.body()).hasToString("{\"state\":\"ANONYMOUS\"}");
        assertThat(browsers.open().delete(SESSION).status()).isEqualTo(401);
    }

    @Test
    void endedSessionsAreForgotten() {
        signIn();
        var sessionId = sessionId();
        browser.delete(SESSION);
        move(sessionId, "ended_at", "now() - interval '31 days'");

        sweeper.sweep().block();

        assertThat(database.sql("SELECT 1 FROM session WHERE id = :id")
                        .bind("id", sessionId)
                        .fetch()
                        .all()
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void whatIsNotNamedIsDenied() {
        signIn();

        assertThat(browser.get("/internal/session-tokens").status()).isEqualTo(403);
        assertThat(browser.get("/api/links/v1/links").status()).isEqualTo(403);
    }

    private void signIn() {
        browser.logIn(me);
        link();
    }

    private Browser.Answer link() {
        var unique = UUID.randomUUID().toString();
        accounts.account(unique, unique, "10AB", KVK);
        browser.prove("n" + unique + "@school.example", unique, unique);
        var answer = browser.confirm(pins.mailedTo("n" + unique + "@school.example"));
        assertThat(answer.text("outcome")).isEqualTo("completed");
        return answer;
    }

    private String stateOf(@org.jspecify.annotations.Nullable String cookie) {
        var holder = browsers.open();
        holder.plantCookie(cookie);
        return holder.sessionToken().text("state");
    }

    private UUID sessionId() {
        return UUID.fromString(browser.sessionToken().text("sessionId"));
    }

    private void move(UUID sessionId, String column, String to) {
        database.sql("UPDATE session SET " + column + " = " + to + " WHERE id = :id")
                .bind("id", sessionId)
                .fetch()
                .rowsUpdated()
                .block();
    }

    private @org.jspecify.annotations.Nullable String endOf(UUID sessionId) {
        return database.sql("SELECT end_reason FROM session WHERE id = :id")
                .bind("id", sessionId)
                .mapValue(String.class)
                .one()
                .block();
    }

    private List<String> eventsOf(UUID sessionId) {
        return Objects.requireNonNull(database.sql("SELECT type FROM outbox_event WHERE subject = :id::text")
                .bind("id", sessionId)
                .mapValue(String.class)
                .all()
                .collectList()
                .block());
    }

    private static String named(@org.jspecify.annotations.Nullable String cookie) {
        return Objects.requireNonNull(cookie);
    }

    private static JWTClaimsSet claims(String token) throws java.text.ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
