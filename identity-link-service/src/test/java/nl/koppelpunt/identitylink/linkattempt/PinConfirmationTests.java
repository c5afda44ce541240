// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import nl.koppelpunt.identitylink.Browser;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LinkServiceTest
class PinConfirmationTests extends LinkFixture {

    private static final String CONFIRMATIONS = "/api/links/v1/link-attempt/pin-confirmations";

    @Autowired
    LinkAttemptSweeper sweeper;

    @Test
    void wrongPinTellsTheTriesLeft() {
        atPin();

        var rejected = browser.confirm(pins.otherThan(pin()));

        assertThat(rejected.status()).isEqualTo(200);
        assertThat(rejected.text("outcome")).isEqualTo("rejected");
        assertThat(rejected.body().path("triesLeft").asInt()).isEqualTo(2);
        assertThat(browser.linkAttempt().body().path("triesLeft").asInt()).isEqualTo(2);
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @Test
    void usedUpPinNeedsANewOne() {
        atPin();
        assertThat(useUp().text("outcome")).isEqualTo("locked");
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("locked");
        assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PIN");

        browser.post("/api/links/v1/link-attempt/pin-requests");

        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @Test
    @DisplayName("S-049 three PINs used up lock the identity for an hour, also in a new login, and no longer")
    void threePinsUsedUpLockTheIdentity() {
        atPin();
        var attempt = attemptId();
        useUp();
        browser.post("/api/links/v1/link-attempt/pin-requests");
        useUp();
        browser.post("/api/links/v1/link-attempt/pin-requests");
        var locked = useUp();

        assertThat(locked.text("outcome")).isEqualTo("locked");
        assertThat(browser.linkAttempt().text("state")).isEqualTo("LOCKED");
        assertThat(browser.linkAttempt().text("lockedUntil")).isEqualTo(locked.text("retryAfter"));
        assertThat(browser.linkAttempt().text("maskedEmail")).isEmpty();
        assertThat(browser.prove(email, username, password).code()).isEqualTo("attempt-ended");

        browser.logIn(me);
        assertThat(browser.linkAttempt().text("state")).isEqualTo("LOCKED");

        sql("UPDATE link_attempt SET locked_until = now() - interval '1 second' WHERE id = '" + attempt + "'");
        browser.logIn(me);
        assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
    }

    @Test
    void expiredPinSaysSo() {
        atPin();
        pins.expire(email);

        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("expired");
        browser.post("/api/links/v1/link-attempt/pin-requests");
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @Test
    @DisplayName("S-070 without proof no PIN is a way to a link")
    void pinBeforeProofIsAWrongStep() {
        browser.logIn(me);

        assertThat(browser.confirm("123456").code()).isEqualTo("wrong-step");
        assertThat(browser.post("/api/links/v1/link-attempt/completions").code())
                .isEqualTo("wrong-step");
    }

    @Test
    @DisplayName("S-070 a proof without PIN is not a way to a link")
    void completionBeforePinIsAWrongStep() {
        atPin();

        assertThat(browser.post("/api/links/v1/link-attempt/completions").code())
                .isEqualTo("wrong-step");
        assertThat(browsers.open().logIn(me)).isFalse();
    }

    @Test
    @DisplayName("S-074 twenty confirmations at once make one link; nineteen are refused")
    void concurrentConfirmationsMakeOneLink() throws Exception {
        atPin();
        var pin = pin();
        var token = browser.token();

        List<Browser.Answer> answers;
        try (var workers = Executors.newFixedThreadPool(20)) {
            Callable<Browser.Answer> confirm = () -> browsers.open().postWith(token, CONFIRMATIONS, Map.of("pin", pin));
            answers = workers.invokeAll(java.util.Collections.nCopies(20, confirm)).stream()
                    .map(PinConfirmationTests::result)
                    .toList();
        }

        assertThat(answers.stream().filter(answer -> answer.text("outcome").equals("completed")))
                .hasSize(1);
        // Who comes between the right PIN and its record is told that the PIN is over, who comes later that the attempt
        // is.
        assertThat(answers.stream()
                        .filter(answer -> answer.code().equals("attempt-ended")
                                || answer.text("outcome").equals("expired")))
                .hasSize(19);
        assertThat(links()).isOne();
        assertThat(database.sql("SELECT count(*) FROM session s JOIN identity_link l ON l.id = s.link_id "
                                + "WHERE l.portal_user_id = :id")
                        .bind("id", java.util.Objects.requireNonNull(accounts.portalUser(account)))
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isEqualTo(1L);
    }

    @Test
    @DisplayName("S-074 a credential makes one link, whoever comes first")
    void credentialMakesOneLink() {
        atPin();
        var other = browsers.open();
        other.logIn(identity(KVK, UUID.randomUUID().toString()));
        other.prove("other" + email, username, password);
        browser.confirm(pin());

        var late = other.confirm(pins.mailedTo("other" + email));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("proof-used");
        assertThat(other.linkAttempt().text("state")).isEqualTo("REFUSED");
        assertThat(links()).isOne();
    }

    @Test
    @DisplayName("S-073 a login in a second browser takes the attempt over; the first can do nothing with it any more")
    void secondBrowserEndsTheAttemptOfTheFirst() {
        atPin();
        var pin = pin();
        var oldToken = browser.token();
        var second = browsers.open();
        assertThat(second.logIn(me)).isFalse();

        assertThat(browser.session().text("state")).isEqualTo("ANONYMOUS");
        assertThat(browser.postWith(oldToken, CONFIRMATIONS, Map.of("pin", pin)).code())
                .isEqualTo("attempt-ended");

        assertThat(second.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
        second.prove(email, username, password);
        assertThat(second.confirm(pin()).text("outcome")).isEqualTo("completed");
        assertThat(browser.postWith(oldToken, CONFIRMATIONS, Map.of("pin", pin)).code())
                .isEqualTo("attempt-ended");
    }

    @Test
    @DisplayName("S-045 a PIN mailed in one session is wrong in the next")
    void pinOfAnEarlierSessionIsWrong() {
        atPin();
        var early = pin();
        var binding = pins.bindingOf(email);
        browser.logIn(me);
        browser.prove(email, username, password);

        assertThat(pins.bindingOf(email)).isNotEqualTo(binding);
        if (!early.equals(pin())) {
            assertThat(browser.confirm(early).text("outcome")).isEqualTo("rejected");
        }
    }

    @Test
    @DisplayName("S-081 a session cannot touch the attempt of another")
    void foreignSessionCannotUseTheAttempt() {
        atPin();
        var pin = pin();
        var stranger = browsers.open();
        stranger.logIn(identity(KVK, UUID.randomUUID().toString()));

        assertThat(stranger.confirm(pin).code()).isEqualTo("wrong-step");
        assertThat(stranger.linkAttempt().text("maskedEmail")).isEmpty();
        assertThat(browser.confirm(pin).text("outcome")).isEqualTo("completed");
    }

    @Test
    void signedInSessionHasNoAttempt() {
        atPin().confirm(pin());

        assertThat(browser.linkAttempt().status()).isEqualTo(403);
    }

    @Test
    void nobodyHasNoAttempt() {
        assertThat(browsers.open().linkAttempt().status()).isEqualTo(401);
    }

    @Test
    void attemptEndsAfterItsTime() {
        atPin();
        var attempt = attemptId();
        sql("UPDATE link_attempt SET expires_at = now() WHERE id = '" + attempt + "'");

        assertThat(browser.linkAttempt().text("state")).isEqualTo("EXPIRED");
        assertThat(browser.confirm(pin()).code()).isEqualTo("attempt-ended");

        sweeper.sweep().block();
        assertThat(column("SELECT state FROM link_attempt WHERE id = :id AND email IS NULL", attempt))
                .containsExactly("EXPIRED");
        assertThat(eventTypes(attempt)).contains("nl.koppelpunt.identity-links.link-attempt-abandoned.v1");
    }

    @Test
    void newLoginAfterTheTimeBeginsAgain() {
        atPin();
        var attempt = attemptId();
        sql("UPDATE link_attempt SET expires_at = now() WHERE id = '" + attempt + "'");

        browser.logIn(me);

        assertThat(attemptId()).isNotEqualTo(attempt);
        assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
    }

    private Browser.Answer useUp() {
        var wrong = pins.otherThan(pin());
        browser.confirm(wrong);
        browser.confirm(wrong);
        return browser.confirm(wrong);
    }

    private static <T> T result(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
