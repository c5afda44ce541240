// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import nl.koppelpunt.identitylink.Browser;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was proved counts for the attempt, identity, account, address and session it was proved in, and nowhere else. */
@LinkServiceTest
class ProofBindingTests extends LinkFixture {

    private static final String PIN_REQUESTS = "/api/links/v1/link-attempt/pin-requests";

    @Nested
    class ThePin {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UPDATE link_attempt SET broker = 'other' WHERE id = :mine",
                    "UPDATE link_attempt SET legal_type = 'other' WHERE id = :mine",
                    "UPDATE link_attempt SET legal_value = '87654321' WHERE id = :mine",
                    "UPDATE link_attempt SET acting_type = 'other' WHERE id = :mine",
                    "UPDATE link_attempt SET acting_value = o.acting_value FROM link_attempt o"
                            + " WHERE link_attempt.id = :mine AND o.id = :other",
                    "UPDATE link_attempt SET proof_kind = 'activation-code' WHERE id = :mine",
                    "UPDATE link_attempt SET proof_id = gen_random_uuid() WHERE id = :mine",
                    "UPDATE link_attempt SET email = o.email FROM link_attempt o"
                            + " WHERE link_attempt.id = :mine AND o.id = :other",
                    "WITH fresh AS (SELECT gen_random_uuid() AS id), held AS"
                            + " (UPDATE session SET link_attempt_id = fresh.id FROM fresh WHERE link_attempt_id = :mine)"
                            + " UPDATE link_attempt SET id = fresh.id FROM fresh WHERE link_attempt.id = :mine",
                    "WITH fresh AS (SELECT gen_random_uuid() AS id), held AS"
                            + " (UPDATE session SET id = fresh.id FROM fresh WHERE link_attempt_id = :mine)"
                            + " UPDATE link_attempt SET session_id = fresh.id FROM fresh WHERE link_attempt.id = :mine"
                })
        @DisplayName("S-045 with any part of the binding swapped the right PIN is wrong, and costs a try")
        void isWrongWithAnyPartSwapped(String swap) {
            var other = secondIdentityAtPin();
            atPin();
            sql(swap.replace(":mine", "'" + attemptId() + "'").replace(":other", "'" + attemptOf(other) + "'"));

            var refused = browser.confirm(pin());

            assertThat(refused.text("outcome")).isEqualTo("rejected");
            assertThat(browser.linkAttempt().body().path("triesLeft").asInt()).isEqualTo(2);
            assertThat(accounts.portalUser(account)).isNull();
        }

        @Test
        @DisplayName("S-045 the PIN of another attempt is wrong, though the row names it")
        void ofAnotherAttemptIsWrong() {
            var other = secondIdentityAtPin();
            atPin();
            sql("UPDATE link_attempt SET pin_id = o.pin_id FROM link_attempt o WHERE link_attempt.id = '" + attemptId()
                    + "' AND o.id = '" + attemptOf(other) + "'");

            assertThat(browser.confirm(pins.mailedTo("second" + email)).text("outcome"))
                    .isEqualTo("rejected");
            assertThat(accounts.portalUser(account)).isNull();
        }
    }

    @Nested
    class ASecondIdentityOfTheOrganisation {

        @Test
        @DisplayName("S-072 consumes no try, PIN, proof or attempt of the first")
        void consumesNothingOfTheFirst() {
            atPin();
            var second = browsers.open();
            second.logIn(identity(KVK, UUID.randomUUID().toString()));

            assertThat(second.confirm(pin()).code()).isEqualTo("wrong-step");
            for (int wrong = 0; wrong < 9; wrong++) {
                assertThat(second.prove(email, username, "wrong").status()).isEqualTo(403);
            }
            assertThat(second.prove("second" + email, username, password).status())
                    .isEqualTo(200);
            useUpThreePins(second);
            second.delete("/api/links/v1/link-attempt");

            var untouched = browser.linkAttempt();
            assertThat(untouched.text("state")).isEqualTo("AWAITING_PIN");
            assertThat(untouched.body().path("triesLeft").asInt()).isEqualTo(3);
            assertThat(pins.isWithdrawn(email)).isFalse();
            assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
            assertThat(links()).isOne();
        }

        private void useUpThreePins(Browser second) {
            for (int used = 0; used < 3; used++) {
                var wrong = pins.otherThan(pins.mailedTo("second" + email));
                for (int tries = 0; tries < 3; tries++) {
                    second.confirm(wrong);
                }
                second.post(PIN_REQUESTS);
            }
            assertThat(second.linkAttempt().text("state")).isEqualTo("LOCKED");
        }
    }

    @Nested
    class WithoutProof {

        @Test
        @DisplayName("S-071 an equal organisation makes no link and gives no hint")
        void equalOrganisationSaysNothing() {
            atPin().confirm(pin());
            var colleague = browsers.open();
            var stranger = browsers.open();

            assertThat(colleague.logIn(identity(KVK, UUID.randomUUID().toString())))
                    .isFalse();
            assertThat(stranger.logIn(identity("87654321", UUID.randomUUID().toString())))
                    .isFalse();

            assertThat(told(colleague.session())).isEqualTo(told(stranger.session()));
            assertThat(told(colleague.linkAttempt())).isEqualTo(told(stranger.linkAttempt()));
            assertThat(colleague.linkAttempt().body().toString())
                    .doesNotContain("10AB", "De Regenboog", "school.example");
            assertThat(colleague.post("/api/links/v1/link-attempt/completions").code())
                    .isEqualTo("wrong-step");
            assertThat(links()).isOne();
        }

        @Test
        @DisplayName("S-071 an equal address makes no link and gives no hint")
        void equalAddressSaysNothing() {
            atPin().confirm(pin());
            var colleague = browsers.open();
            colleague.logIn(identity(KVK, UUID.randomUUID().toString()));

            var known = colleague.prove(email, username, "wrong");
            var unknown = colleague.prove("unknown" + email, "unknown" + username, "wrong");

            assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(403);
            assertThat(told(known)).isEqualTo(told(unknown));
            assertThat(colleague.linkAttempt().text("state")).isEqualTo("AWAITING_PROOF");
            assertThat(colleague.session().text("state")).isEqualTo("LINKING");
            assertThat(links()).isOne();
        }

        /** An answer without what differs from one attempt, moment or organisation to the next. */
        private static JsonNode told(Browser.Answer answer) {
            var body = (ObjectNode) answer.body().deepCopy();
            body.remove(List.of("expiresAt", "idleExpiresAt", "reference", "traceId"));
            if (body.path("organisation") instanceof ObjectNode organisation) {
                organisation.remove("value");
            }
            return body;
        }
    }

    private Browser secondIdentityAtPin() {
        var second = browsers.open();
        second.logIn(identity(KVK, UUID.randomUUID().toString()));
        assertThat(second.prove("second" + email, username, password).status()).isEqualTo(200);
        return second;
    }

    private static UUID attemptOf(Browser other) {
        return UUID.fromString(claim(other.token(), "sub"));
    }
}
