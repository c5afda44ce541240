// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.UUID;
import nl.koppelpunt.identitylink.Availability;
import nl.koppelpunt.identitylink.Browser;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** S-080: after the right PIN nothing can make the person start over, or be linked by half. */
@LinkServiceTest
class CrashRecoveryTests extends LinkFixture {

    private static final String PIN_REQUESTS = "/api/links/v1/link-attempt/pin-requests";
    private static final String COMPLETIONS = "/api/links/v1/link-attempt/completions";

    @Autowired
    LinkAttemptSweeper sweeper;

    @ParameterizedTest
    @EnumSource(names = "UP", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("S-119 a registration of unknown outcome is asked again, and is one registration")
    void completionGoesOnWhereItStopped(Availability away) {
        confirmedWhile(away);
        assertThat(browser.linkAttempt().text("state")).isEqualTo("CONFIRMED");
        assertThat(browser.post(COMPLETIONS).status()).isEqualTo(202);
        accounts.is(Availability.UP);

        var completed = browser.post(COMPLETIONS);

        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.text("outcome")).isEqualTo("completed");
        assertThat(browser.session().text("state")).isEqualTo("SIGNED_IN");
        assertThat(links()).isOne();
    }

    @Test
    void samePinAgainCompletes() {
        var pin = confirmedWhile(Availability.ANSWERS_503);
        accounts.is(Availability.UP);

        assertThat(browser.confirm(pin).text("outcome")).isEqualTo("completed");
        assertThat(links()).isOne();
    }

    @Test
    void anyPinAgainCompletes() {
        var pin = confirmedWhile(Availability.ANSWERS_503);
        accounts.is(Availability.UP);

        assertThat(browser.confirm(pins.otherThan(pin)).text("outcome")).isEqualTo("completed");
    }

    @Test
    void newLoginCompletesAndSignsIn() {
        confirmedWhile(Availability.ANSWERS_503);
        accounts.is(Availability.UP);

        assertThat(browsers.open().logIn(me)).isTrue();
        assertThat(links()).isOne();
    }

    @Test
    void newLoginDuringTheOutageMayGoOnWaiting() {
        confirmedWhile(Availability.ANSWERS_503);
        var second = browsers.open();

        assertThat(second.logIn(me)).isFalse();
        assertThat(second.linkAttempt().text("state")).isEqualTo("CONFIRMED");
        accounts.is(Availability.UP);
        assertThat(second.post(COMPLETIONS).text("outcome")).isEqualTo("completed");
        assertThat(links()).isOne();
    }

    @Test
    void sweeperCompletesAndTheNextRequestSignsIn() {
        confirmedWhile(Availability.HANGS_UP);
        sweeper.sweep().block();
        assertThat(browser.linkAttempt().text("state")).isEqualTo("CONFIRMED");
        accounts.is(Availability.UP);

        sweeper.sweep().block();

        assertThat(browser.linkAttempt().text("state")).isEqualTo("COMPLETED");
        assertThat(links()).isOne();
        var cookie = browser.cookie();
        assertThat(browser.post(COMPLETIONS).text("outcome")).isEqualTo("completed");
        assertThat(browser.session().text("state")).isEqualTo("SIGNED_IN");
        assertThat(browser.cookie()).isNotEqualTo(cookie);
        assertThat(links()).isOne();
    }

    @Test
    void confirmedAttemptOutlivesItsTime() {
        confirmedWhile(Availability.HANGS_UP);
        sql("UPDATE link_attempt SET expires_at = now() - interval '1 hour' WHERE id = '" + attemptId() + "'");
        accounts.is(Availability.UP);

        assertThat(browser.post(COMPLETIONS).text("outcome")).isEqualTo("completed");
    }

    @Test
    void confirmedAttemptCannotBeLeft() {
        confirmedWhile(Availability.HANGS_UP);

        assertThat(browser.delete("/api/links/v1/link-attempt").code()).isEqualTo("wrong-step");
        assertThat(browser.post("/api/links/v1/link-attempt/corrections").code())
                .isEqualTo("wrong-step");
    }

    @ParameterizedTest
    @CsvSource({"proof-used,409,proof-used", "institution-closed,409,institution-closed", "blocked,403,proof-refused"})
    void refusedRegistrationEndsTheAttemptForGood(String reason, int status, String code) {
        accounts.refuseRegistration(account, reason);
        atPin();
        var attempt = attemptId();

        var refused = browser.confirm(pin());
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(browser.post(COMPLETIONS).code()).isEqualTo(code);
        assertThat(column("SELECT refusal FROM link_attempt WHERE id = :id AND state = 'REFUSED'", attempt))
                .containsExactly(reason);

        assertThat(browser.logIn(me)).isFalse();
        assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
    }

    @Test
    @DisplayName("S-074 an identity that was linked meanwhile is not linked twice")
    void identityLinkedMeanwhileIsRefused() {
        atPin();
        sql("""
                INSERT INTO identity_link (id, identity_index, broker, legal_type, legal_value, acting_type,
                    acting_value, portal_user_id, link_attempt_id)
                SELECT gen_random_uuid(), identity_index, broker, legal_type, legal_value, acting_type, acting_value,
                    gen_random_uuid(), gen_random_uuid()
                FROM link_attempt WHERE id = '%s'
                """.formatted(attemptId()));

        var refused = browser.confirm(pin());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("identity-linked");
        assertThat(browser.linkAttempt().text("state")).isEqualTo("REFUSED");
        assertThat(links()).isZero();
    }

    @Test
    @DisplayName("S-119 a right PIN whose answer was lost is right when the same try is sent again")
    void lostAnswerToATryIsToldAgain() {
        atPin();
        var tryId = UUID.randomUUID().toString();
        pins.is(Availability.HANGS_UP_AFTERWARDS);
        assertThat(browser.confirm(pin(), tryId).status()).isEqualTo(503);
        pins.is(Availability.UP);

        assertThat(browser.confirm(pin(), tryId).text("outcome")).isEqualTo("completed");
    }

    @Test
    @DisplayName("S-080 a lost answer to a right PIN that is no longer the same try leaves nothing linked and a way on")
    void lostAnswerToAnotherTryNeedsANewPin() {
        atPin();
        var pin = pin();
        pins.is(Availability.HANGS_UP_AFTERWARDS);
        assertThat(browser.confirm(pin).status()).isEqualTo(503);
        pins.is(Availability.UP);

        assertThat(browser.confirm(pin).text("outcome")).isEqualTo("expired");
        browser.post(PIN_REQUESTS);
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
        assertThat(links()).isOne();
    }

    @Test
    @DisplayName("S-119 a PIN whose order got no answer is the PIN of the same order asked again")
    void lostAnswerToTheFirstOrderIsToldAgain() {
        mailedUnheard();
        pins.onePinAMinute(true);

        assertThat(browser.prove(email, username, password).text("state")).isEqualTo("AWAITING_PIN");
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @Test
    @DisplayName("S-119 another PIN whose order got no answer is the PIN of the same order asked again")
    void lostAnswerToALaterOrderIsToldAgain() {
        atPin();
        var first = pins.idOf(email);
        pins.is(Availability.HANGS_UP_AFTERWARDS);
        assertThat(browser.post(PIN_REQUESTS).status()).isEqualTo(503);
        pins.is(Availability.UP);
        pins.onePinAMinute(true);

        assertThat(browser.post(PIN_REQUESTS).text("state")).isEqualTo("AWAITING_PIN");
        assertThat(pins.idOf(email)).isNotEqualTo(first);
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @Test
    void pinThatRanOutUnheardIsReplaced() {
        mailedUnheard();
        var unheard = pins.idOf(email);
        pins.expire(email);

        browser.prove(email, username, password);

        assertThat(pins.idOf(email)).isNotEqualTo(unheard);
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @Test
    @DisplayName("S-045 another address after a lost answer gets a PIN of its own")
    void otherAddressAfterALostAnswerIsAnotherOrder() {
        mailedUnheard();
        var other = "other" + email;

        browser.prove(other, username, password);

        assertThat(pins.idOf(other)).isNotEqualTo(pins.idOf(email));
        assertThat(browser.confirm(pins.mailedTo(other)).text("outcome")).isEqualTo("completed");
    }

    @Test
    @DisplayName("S-046 the same proof and address after going back get another PIN, not the one that is over")
    void sameProofAfterGoingBackIsAnotherOrder() {
        atPin();
        var first = pins.idOf(email);
        browser.post("/api/links/v1/link-attempt/corrections");

        browser.prove(email, username, password);

        assertThat(pins.idOf(email)).isNotEqualTo(first);
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    @RepeatedTest(3)
    @DisplayName("S-080 a proof sent twice at once, as by a double click, is one PIN, which works")
    void proofSentTwiceAtOnceIsOnePin() throws Exception {
        browser.logIn(me);
        pins.onePinAMinute(true);

        var answers = atOnce(Collections.nCopies(2, () -> browser.prove(email, username, password)));

        // 409 for one that came when the other was through.
        assertThat(answers).extracting(Browser.Answer::status).contains(200).isSubsetOf(200, 409);
        assertThat(pins.isWithdrawn(email)).isFalse();
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    private void mailedUnheard() {
        browser.logIn(me);
        pins.is(Availability.HANGS_UP_AFTERWARDS);
        assertThat(browser.prove(email, username, password).status()).isEqualTo(503);
        assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
        pins.is(Availability.UP);
    }

    @Test
    void oldAttemptsAreForgotten() {
        atPin();
        var attempt = attemptId();
        browser.confirm(pin());
        sql("UPDATE link_attempt SET ended_at = now() - interval '8 days' WHERE id = '" + attempt + "'");

        sweeper.sweep().block();

        assertThat(column("SELECT state FROM link_attempt WHERE id = :id", attempt))
                .isEmpty();
        assertThat(browsers.open().logIn(me)).isTrue();
    }

    private String confirmedWhile(Availability away) {
        atPin();
        var pin = pin();
        accounts.is(away);
        var confirmed = browser.confirm(pin);
        assertThat(confirmed.status()).isEqualTo(202);
        assertThat(confirmed.text("outcome")).isEqualTo("confirmed");
        return pin;
    }
}
