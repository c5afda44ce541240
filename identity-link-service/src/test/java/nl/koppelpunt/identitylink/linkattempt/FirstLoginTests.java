// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.identitylink.Availability;
import nl.koppelpunt.identitylink.Browser.Answer;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@LinkServiceTest
class FirstLoginTests extends LinkFixture {

    @Test
    @DisplayName("J1 a first login with username and password ends signed in, and the next one begins there")
    void usernameAndPasswordThenPinMakeALink() {
        assertThat(browser.logIn(me)).isFalse();
        assertThat(browser.session().text("state")).isEqualTo("LINKING");

        var proved = browser.prove(email, username, password);
        assertThat(proved.status()).isEqualTo(200);
        assertThat(proved.text("state")).isEqualTo("AWAITING_PIN");
        assertThat(proved.text("maskedEmail")).isEqualTo("n•••@school.example");
        assertThat(proved.body().path("institution").path("code").asString()).isEqualTo("10AB");
        assertThat(proved.body().path("organisation").path("value").asString()).isEqualTo(KVK);
        assertThat(proved.text("kvk")).isEqualTo("fits");
        assertThat(proved.body().path("triesLeft").asInt()).isEqualTo(3);
        assertThat(proved.text("newPinAt")).isNotEmpty();

        var confirmed = browser.confirm(pin());
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.text("outcome")).isEqualTo("completed");
        assertThat(confirmed.text("redirect")).isEqualTo("/mijn");

        var session = browser.session();
        assertThat(session.text("state")).isEqualTo("SIGNED_IN");
        assertThat(session.body().path("institutionCodes").get(0).asString()).isEqualTo("10AB");
        assertThat(session.body().path("organisation").path("type").asString()).isEqualTo("KvKnr");
        assertThat(browsers.open().logIn(me)).isTrue();
        assertThat(links()).isOne();
    }

    @Test
    @DisplayName("J2 an activation code does instead of username and password")
    void activationCodeThenPinMakesALink() {
        account = accounts.activationCode("CODE-" + email, "12345", KVK);
        browser.logIn(me);

        assertThat(browser.proveByCode(email, "CODE-" + email).text("state")).isEqualTo("AWAITING_PIN");
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
        assertThat(links()).isOne();
    }

    @Test
    @DisplayName("S-111 link, session and their events are there together")
    void linkIsTold() {
        atPin();
        var attempt = attemptId();
        browser.confirm(pin());
        var link = column("SELECT id::text FROM identity_link WHERE link_attempt_id = :id", attempt)
                .getFirst();
        var session = UUID.fromString(browser.sessionToken().text("sessionId"));

        assertThat(eventTypes(UUID.fromString(link)))
                .containsExactly("nl.koppelpunt.identity-links.identity-linked.v1");
        assertThat(eventTypes(session)).containsExactly("nl.koppelpunt.identity-links.signed-in.v1");
    }

    @Test
    void addressIsForgottenOnceTheLinkIsMade() {
        atPin();
        var attempt = attemptId();
        assertThat(column(
                        "SELECT coalesce(octet_length(email)::text, 'none') FROM link_attempt WHERE id = :id", attempt))
                .doesNotContain("none");

        browser.confirm(pin());

        assertThat(column(
                        "SELECT coalesce(octet_length(email)::text, 'none') FROM link_attempt WHERE id = :id", attempt))
                .containsExactly("none");
    }

    @Nested
    class AProof {

        @Test
        void thatIsWrongLeavesTheAttemptWhereItWas() {
            browser.logIn(me);

            var refused = browser.prove(email, username, "wrong");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("proof-refused");
            assertThat(refused.text("reference")).matches("[A-Z2-9]{8}");
            assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
        }

        @ParameterizedTest
        @CsvSource({
            "refused,403,proof-refused",
            "organisation-differs,409,organisation-differs",
            "proof-used,409,proof-used",
            "institution-closed,409,institution-closed"
        })
        void thatIsNotTakenSaysWhyAsFarAsItMay(String outcome, int status, String code) {
            accounts.accountThatAnswers(username + outcome, password, outcome);
            browser.logIn(me);

            var refused = browser.prove(email, username + outcome, password);

            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.code()).isEqualTo(code);
        }

        @Test
        @DisplayName("S-076 an organisation other than the account's is refused")
        void ofAnotherOrganisationIsRefused() {
            me = identity("87654321", UUID.randomUUID().toString());
            browser.logIn(me);

            assertThat(browser.prove(email, username, password).code()).isEqualTo("organisation-differs");
        }

        @Test
        @DisplayName(
                "S-049 wrong proofs are counted by identity: a new attempt gives none back, another identity has its own")
        void isLimitedForAnIdentityOverItsAttempts() {
            browser.logIn(me);
            for (int wrong = 0; wrong < 10; wrong++) {
                assertThat(browser.prove(email, username, "wrong").status()).isEqualTo(403);
            }
            browser.delete("/api/links/v1/link-attempt");
            browser.logIn(me);
            int checks = accounts.checks();

            var limited = browser.prove(email, username, password);

            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.code()).isEqualTo("too-many-attempts");
            assertThat(Integer.parseInt(limited.headers().getOrDefault("Retry-After", "0")))
                    .isBetween(3500, 3600);
            assertThat(accounts.checks()).isEqualTo(checks);

            var other = browsers.open();
            other.logIn(identity(KVK, UUID.randomUUID().toString()));
            assertThat(other.prove(email, username, password).status()).isEqualTo(200);
        }

        @Test
        void thatIsRightCountsForNothing() {
            browser.logIn(me);
            for (int round = 0; round < 12; round++) {
                assertThat(browser.prove(email, username, password).status()).isEqualTo(200);
                assertThat(browser.post("/api/links/v1/link-attempt/corrections")
                                .status())
                        .isEqualTo(200);
            }
        }

        @Test
        void isNotAskedTwice() {
            atPin();

            var again = browser.prove(email, username, password);

            assertThat(again.status()).isEqualTo(409);
            assertThat(again.code()).isEqualTo("wrong-step");
        }
    }

    @Nested
    class TheForm {

        @Test
        void namesEverythingThatIsWrongAtOnce() {
            browser.logIn(me);

            var refused =
                    browser.post("/api/links/v1/link-attempt/credentials", Map.of("email", "info@school.example"));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("invalid-input");
            assertThat(refused.body()
                            .path("errors")
                            .valueStream()
                            .map(fault -> fault.path("field").asString() + " "
                                    + fault.path("code").asString()))
                    .containsExactly("email email-general", "username required", "password required");
        }

        @Test
        void wantsAPinOfSixDigits() {
            atPin();

            assertThat(browser.confirm("12345").status()).isEqualTo(400);
            assertThat(browser.confirm("")
                            .body()
                            .path("errors")
                            .get(0)
                            .path("code")
                            .asString())
                    .isEqualTo("required");
            assertThat(browser.linkAttempt().body().path("triesLeft").asInt()).isEqualTo(3);
        }
    }

    @Nested
    class AnOutage {

        @ParameterizedTest
        @EnumSource(names = "UP", mode = EnumSource.Mode.EXCLUDE)
        @DisplayName("S-117 account-service away is told as such, and costs no proof")
        void ofAccountServiceIsNotARefusal(Availability away) {
            browser.logIn(me);
            accounts.is(away);
            for (int round = 0; round < 11; round++) {
                assertTemporarilyUnavailable(browser.prove(email, username, password));
            }
            accounts.is(Availability.UP);

            assertThat(browser.prove(email, username, password).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @EnumSource(names = "UP", mode = EnumSource.Mode.EXCLUDE)
        @DisplayName("S-117 pin-service away leaves the attempt before its proof")
        void ofPinServiceLeavesNothingHalfDone(Availability away) {
            browser.logIn(me);
            pins.is(away);
            assertTemporarilyUnavailable(browser.prove(email, username, password));
            assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
            pins.is(Availability.UP);

            assertThat(browser.prove(email, username, password).status()).isEqualTo(200);
        }

        @Test
        void ofPinServiceCostsNoTry() {
            atPin();
            pins.is(Availability.ANSWERS_503);
            assertTemporarilyUnavailable(browser.confirm(pin()));
            assertTemporarilyUnavailable(browser.post("/api/links/v1/link-attempt/pin-requests"));
            pins.is(Availability.UP);

            assertThat(browser.linkAttempt().body().path("triesLeft").asInt()).isEqualTo(3);
            assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
        }

        private static void assertTemporarilyUnavailable(Answer answer) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("temporarily-unavailable");
            assertThat(answer.headers()).containsEntry("Retry-After", "5");
        }
    }

    @Nested
    class ANewPin {

        @Test
        @DisplayName("S-046 a new PIN ends the old one")
        void replacesTheOldOne() {
            atPin();
            var old = pin();
            assertThat(browser.post("/api/links/v1/link-attempt/pin-requests").text("state"))
                    .isEqualTo("AWAITING_PIN");
            var fresh = pin();

            if (!old.equals(fresh)) {
                assertThat(browser.confirm(old).text("outcome")).isEqualTo("rejected");
            }
            assertThat(browser.confirm(fresh).text("outcome")).isEqualTo("completed");
        }

        @Test
        void cannotBeAskedAgainAtOnce() {
            atPin();
            pins.throttle(Duration.ofSeconds(42));

            var throttled = browser.post("/api/links/v1/link-attempt/pin-requests");

            assertThat(throttled.status()).isEqualTo(429);
            assertThat(throttled.code()).isEqualTo("pin-throttled");
            assertThat(throttled.headers()).containsEntry("Retry-After", "42");
            assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
        }

        @Test
        void thatIsThrottledLeavesTheAttemptBeforeItsProof() {
            browser.logIn(me);
            pins.throttle(Duration.ofSeconds(42));

            assertThat(browser.prove(email, username, password).code()).isEqualTo("pin-throttled");
            assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
        }

        @Test
        void needsAProof() {
            browser.logIn(me);

            assertThat(browser.post("/api/links/v1/link-attempt/pin-requests").code())
                    .isEqualTo("wrong-step");
        }
    }

    @Nested
    class GoingBack {

        @Test
        @DisplayName("S-077 another address needs the proof again, and ends the PIN of the first")
        void asksTheProofAgain() {
            atPin();
            var other = "other" + email;

            var back = browser.post("/api/links/v1/link-attempt/corrections");
            assertThat(back.text("state")).isEqualTo("AWAITING_PROOF");
            assertThat(back.text("maskedEmail")).isEmpty();
            assertThat(pins.isWithdrawn(email)).isTrue();
            assertThat(browser.confirm(pin()).code()).isEqualTo("wrong-step");

            assertThat(browser.prove(other, username, password).status()).isEqualTo(200);
            assertThat(browser.confirm(pins.mailedTo(other)).text("outcome")).isEqualTo("completed");
        }

        @Test
        void needsNoPinService() {
            atPin();
            pins.is(Availability.HANGS_UP);

            assertThat(browser.post("/api/links/v1/link-attempt/corrections").text("state"))
                    .isEqualTo("AWAITING_PROOF");
        }

        @Test
        @DisplayName("S-073 giving up ends the attempt, its PIN and the session")
        void givingUpEndsEverything() {
            atPin();
            var attempt = attemptId();

            assertThat(browser.delete("/api/links/v1/link-attempt").status()).isEqualTo(204);

            assertThat(browser.cookie()).isNull();
            assertThat(pins.isWithdrawn(email)).isTrue();
            assertThat(column("SELECT state FROM link_attempt WHERE id = :id", attempt))
                    .containsExactly("ABANDONED");
            assertThat(eventTypes(attempt)).contains("nl.koppelpunt.identity-links.link-attempt-abandoned.v1");
        }
    }
}
