// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import nl.koppelpunt.identitylink.Availability;
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
        sql("UPDATE link_attempt SET pin_expires_at = now() WHERE id = '" + attemptId() + "'");

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
    @DisplayName("S-044 a double click ends alike both times, and begins one session")
    void doubleClickEndsAlike() throws Exception {
        atPin();
        pins.acceptAfter(Duration.ofMillis(500));

        var answers = atOnce(Collections.nCopies(2, samePin()));

        assertCompletedOnce(answers);
    }

    @Test
    @DisplayName("S-044 S-074 twenty equal requests at once make one link and one session, and are told the same")
    void equalRequestsMakeOneLink() throws Exception {
        atPin();

        var answers = atOnce(Collections.nCopies(20, samePin()));

        assertCompletedOnce(answers);
    }

    @Test
    @DisplayName("S-043 a wrong PIN sent twice, as by a double click, costs one try")
    void doubleClickOnAWrongPinCostsOneTry() throws Exception {
        atPin();
        var tryId = UUID.randomUUID().toString();
        var wrong = pins.otherThan(pin());

        var answers = atOnce(Collections.nCopies(2, () -> browser.confirm(wrong, tryId)));

        assertThat(answers)
                .extracting(
                        answer -> answer.text("outcome"),
                        answer -> answer.body().path("triesLeft").asInt())
                .containsOnly(tuple("rejected", 2));
        assertThat(browser.linkAttempt().body().path("triesLeft").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("S-043 other digits in the same form are another try, and the right ones are right")
    void otherDigitsInTheSameFormAreAnotherTry() {
        atPin();
        var tryId = UUID.randomUUID().toString();
        var wrong = pins.otherThan(pin());

        assertThat(browser.confirm(wrong, tryId).body().path("triesLeft").asInt())
                .isEqualTo(2);
        assertThat(browser.confirm(pin(), tryId).text("outcome")).isEqualTo("completed");
    }

    @Test
    void tryThatIsNotAUuidIsAFieldError() {
        atPin();

        var answer = browser.confirm(pin(), "no uuid");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("tryId");
        assertThat(browser.confirm(pin(), UUID.randomUUID().toString()).text("outcome"))
                .isEqualTo("completed");
    }

    @Test
    void doubleClickDuringAnOutageWaitsBothTimes() throws Exception {
        atPin();
        pins.acceptAfter(Duration.ofMillis(300));
        accounts.is(Availability.ANSWERS_503);

        var answers = atOnce(Collections.nCopies(2, samePin()));

        assertThat(answers).extracting(answer -> answer.text("outcome")).containsOnly("confirmed");
    }

    @Test
    @DisplayName("S-087 the same request after the link is told so, and is given no session")
    void repeatedRequestIsGivenNothing() {
        atPin();
        var token = browser.token();
        var pin = pin();
        browser.confirm(pin);
        browser.delete("/api/links/v1/session");

        for (var path : List.of(CONFIRMATIONS, "/api/links/v1/link-attempt/completions")) {
            var repeated = browsers.open().postWith(token, path, Map.of("pin", pin));

            assertThat(repeated.text("outcome")).isEqualTo("completed");
            assertThat(repeated.headers()).doesNotContainKey("Set-Cookie");
        }
        assertThat(browsers.open().getWith(token, "/api/links/v1/link-attempt").code())
                .isEqualTo("attempt-ended");
        assertThat(sessions()).isOne();
    }

    @Test
    @DisplayName("S-074 of twenty identities that prove the same account at once one is linked; nineteen are refused")
    void oneOfTwentyIdentitiesIsLinked() throws Exception {
        var others = IntStream.range(0, 20)
                .<Callable<Browser.Answer>>mapToObj(number -> {
                    var address = number + email;
                    var other = browsers.open();
                    other.logIn(identity(KVK, UUID.randomUUID().toString()));
                    other.prove(address, username, password);
                    return () -> other.confirm(pins.mailedTo(address));
                })
                .toList();

        var answers = atOnce(others);

        assertThat(answers)
                .filteredOn(answer -> answer.text("outcome").equals("completed"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.code().equals("proof-used"))
                .hasSize(19);
        assertThat(links()).isOne();
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

    private Callable<Browser.Answer> samePin() {
        var token = browser.token();
        var pin = pin();
        return () -> browsers.open().postWith(token, CONFIRMATIONS, Map.of("pin", pin));
    }

    private void assertCompletedOnce(List<Browser.Answer> answers) {
        assertThat(answers).extracting(Browser.Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.text("outcome")).containsOnly("completed");
        assertThat(answers).extracting(answer -> answer.text("redirect")).containsOnly("/mijn");
        assertThat(answers)
                .filteredOn(answer -> answer.headers().containsKey("Set-Cookie"))
                .hasSize(1);
        assertThat(links()).isOne();
        assertThat(sessions()).isOne();
    }
}
