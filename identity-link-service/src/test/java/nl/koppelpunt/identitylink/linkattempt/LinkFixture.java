// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.koppelpunt.identitylink.Availability;
import nl.koppelpunt.identitylink.Browser;
import nl.koppelpunt.identitylink.Browsers;
import nl.koppelpunt.identitylink.FakeAccountService;
import nl.koppelpunt.identitylink.FakePinService;
import nl.koppelpunt.identitylink.eherkenning.VerifiedIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A person of their own for each test, with an account of a school, before a browser. */
abstract class LinkFixture {

    static final String KVK = "12345678";

    @Autowired
    Browsers browsers;

    @Autowired
    FakeAccountService accounts;

    @Autowired
    FakePinService pins;

    @Autowired
    DatabaseClient database;

    VerifiedIdentity me;
    Browser browser;
    FakeAccountService.Known account;
    String username;
    String password;
    String email;

    @BeforeEach
    void arrive() {
        var unique = UUID.randomUUID().toString();
        me = identity(KVK, unique);
        browser = browsers.open();
        username = "user-" + unique;
        password = "secret-" + unique;
        email = "n" + unique + "@school.example";
        account = accounts.account(username, password, "10AB", KVK);
    }

    @AfterEach
    void everythingIsUpAgain() {
        accounts.is(Availability.UP);
        pins.is(Availability.UP);
        pins.throttle(null);
        pins.onePinAMinute(false);
        pins.acceptAfter(Duration.ZERO);
    }

    /** Comes as far as the PIN. */
    Browser atPin() {
        assertThat(browser.logIn(me)).isFalse();
        assertThat(browser.prove(email, username, password).status()).isEqualTo(200);
        return browser;
    }

    /** Asks all of it at the same moment. */
    static List<Browser.Answer> atOnce(List<Callable<Browser.Answer>> requests) throws InterruptedException {
        try (var workers = Executors.newFixedThreadPool(requests.size())) {
            return workers.invokeAll(requests).stream().map(LinkFixture::result).toList();
        }
    }

    private static Browser.Answer result(Future<Browser.Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String pin() {
        return pins.mailedTo(email);
    }

    void sql(String statement) {
        database.sql(statement).fetch().rowsUpdated().block();
    }

    List<String> column(String query, UUID parameter) {
        return database.sql(query)
                .bind("id", parameter)
                .mapValue(String.class)
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    UUID attemptId() {
        return UUID.fromString(claim(browser.token(), "sub"));
    }

    static String claim(String token, String name) {
        try {
            return com.nimbusds.jwt.SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    List<String> eventTypes(UUID subject) {
        return column("SELECT type FROM outbox_event WHERE subject = :id::text ORDER BY sequence", subject);
    }

    long sessions() {
        return database.sql("""
                        SELECT count(*) FROM session s JOIN identity_link l ON l.id = s.link_id
                        WHERE l.portal_user_id = :id
                        """)
                .bind("id", java.util.Objects.requireNonNull(accounts.portalUser(account)))
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    long links() {
        return database.sql("SELECT count(*) FROM identity_link WHERE portal_user_id = :id AND ended_at IS NULL")
                .bind("id", java.util.Objects.requireNonNull(accounts.portalUser(account)))
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }
}
