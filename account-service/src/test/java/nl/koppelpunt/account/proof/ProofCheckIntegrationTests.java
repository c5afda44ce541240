// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.Callers;
import nl.koppelpunt.account.TestData;
import nl.koppelpunt.account.TestData.TestAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@AccountServiceTest
class ProofCheckIntegrationTests {

    private static final String OTHER_KVK = "87654321";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @MockitoSpyBean
    PasswordEncoder encoder;

    @Nested
    class Credentials {

        @Test
        void rightPasswordProvesTheAccountAndNamesTheInstitution() {
            var account = data.account();

            check(account.username(), TestData.PASSWORD, TestData.KVK)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("Cache-Control", "no-store")
                    .expectBody()
                    .jsonPath("$.outcome")
                    .isEqualTo("proved")
                    .jsonPath("$.proof.kind")
                    .isEqualTo("account")
                    .jsonPath("$.proof.id")
                    .isEqualTo(account.id().toString())
                    .jsonPath("$.institution.code")
                    .isEqualTo(account.institution())
                    .jsonPath("$.institution.name")
                    .isEqualTo("School " + account.institution())
                    .jsonPath("$.kvk")
                    .isEqualTo("fits");
        }

        @Test
        void caseAndSpacesOfAUsernameDoNotMatterThoseOfAPasswordDo() {
            var account = data.account();

            assertThat(outcome(" " + account.username().toUpperCase(Locale.ROOT), TestData.PASSWORD))
                    .isEqualTo("proved");
            assertThat(outcome(account.username(), TestData.PASSWORD + " ")).isEqualTo("refused");
        }

        @Test
        @DisplayName("S-052 unknown user, wrong password, blocked account and too many tries get one answer")
        void everyRefusalIsTheSameAnswer() {
            var blocked = blockedAccount();
            var limited = limitedAccount();
            var answers = List.of(
                    body("niemand-" + UUID.randomUUID(), TestData.PASSWORD),
                    body("niet\u0000bestaand", TestData.PASSWORD),
                    body(data.account().username(), "fout"),
                    body(blocked.username(), TestData.PASSWORD),
                    body(limited.username(), TestData.PASSWORD));

            assertThat(answers).hasSize(5).containsOnly("{\"outcome\":\"refused\"}");
        }

        @Test
        @DisplayName("S-052 every check computes one password hash, also for an unknown user")
        void everyCheckComputesOneHash() {
            var usernames = Map.of(
                    "unknown", "niemand-" + UUID.randomUUID(),
                    "known", data.account().username(),
                    "blocked", blockedAccount().username(),
                    "limited", limitedAccount().username());

            usernames.forEach((name, username) -> {
                clearInvocations(encoder);
                check(username, "fout", TestData.KVK).expectStatus().isOk();
                verify(encoder, times(1)).matches(any(), any());
            });
        }

        @Test
        @DisplayName("S-052 no answer leaves before the floor")
        void noAnswerLeavesBeforeTheFloor() {
            var usernames = new ArrayList<String>();
            usernames.add("niemand-" + UUID.randomUUID());
            usernames.add(data.account().username());
            usernames.add(blockedAccount().username());

            assertThat(usernames).allSatisfy(username -> {
                var began = System.nanoTime();
                check(username, "fout", TestData.KVK).expectStatus().isOk();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            });
        }

        @Test
        void rightPasswordMakesTheTriesWholeAgain() {
            var account = data.account();
            outcome(account.username(), "fout");

            assertThat(outcome(account.username(), TestData.PASSWORD)).isEqualTo("proved");

            assertThat(data.count("account_failed_check where account_id = '" + account.id() + "'"))
                    .isZero();
        }

        @Test
        @DisplayName("S-049 attempts of a stranger do not keep the real user out")
        void realUserGetsInAfterAnAttackersLoop() {
            var account = data.account();
            exhaust(account, OTHER_KVK);

            assertThat(outcome(account.username(), TestData.PASSWORD)).isEqualTo("proved");
        }

        @Test
        @DisplayName("S-076 another organisation is told so, but only with the right password")
        void otherOrganisationDiffers() {
            var account = data.account();

            check(account.username(), TestData.PASSWORD, OTHER_KVK)
                    .expectBody()
                    .json("{\"outcome\":\"organisation-differs\"}");
            check(account.username(), "fout", OTHER_KVK).expectBody().json("{\"outcome\":\"refused\"}");
        }

        @Test
        @DisplayName("S-076 no number on record, or an exempt board, goes on and is marked")
        void unknownOrganisationGoesOn() {
            var withoutNumber = data.accountOf(data.schoolOf(data.boardWithoutKvk()));
            var exempt = data.accountOf(data.schoolOf(data.board("99001", TestData.KVK)));

            for (var account : new TestAccount[] {withoutNumber, exempt}) {
                check(account.username(), TestData.PASSWORD, OTHER_KVK)
                        .expectBody()
                        .jsonPath("$.outcome")
                        .isEqualTo("proved")
                        .jsonPath("$.kvk")
                        .isEqualTo("unknown");
            }
        }

        @Test
        void closedInstitutionIsTold() {
            var account = data.account();
            data.run("update institution set closed_at = now() where code = '" + account.institution() + "'");

            assertThat(outcome(account.username(), TestData.PASSWORD)).isEqualTo("institution-closed");
        }

        @Test
        @DisplayName("S-130 every check leaves an audit row without what was typed")
        void everyCheckIsAudited() {
            var account = data.account();
            outcome(account.username(), "fout");

            assertThat(data.rows("select audit_event::text as row, outcome from audit_event where object_id = '"
                            + account.id() + "'"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("outcome", "REFUSED"))
                    .satisfies(row -> assertThat(String.valueOf(row.get("row"))).doesNotContain(account.username()));
        }

        @Test
        void missingFieldsAreNamedAllTogether() {
            post("/internal/credential-checks", Map.of("kvkNumber", "123"))
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("invalid-input")
                    .jsonPath("$.errors.length()")
                    .isEqualTo(4);
        }

        @Test
        void onlyTheServiceItselfMayCheck() {
            var body = credentials("a", "b", null);

            callers.officer()
                    .post()
                    .uri("/internal/credential-checks")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            callers.personWhoLinks()
                    .post()
                    .uri("/internal/credential-checks")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            callers.nobody()
                    .post()
                    .uri("/internal/credential-checks")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }

        private TestAccount blockedAccount() {
            var account = data.account();
            data.run("update account set state = 'BLOCKED' where id = '" + account.id() + "'");
            return account;
        }

        private TestAccount limitedAccount() {
            var account = data.account();
            exhaust(account, TestData.KVK);
            return account;
        }

        private void exhaust(TestAccount account, String claimant) {
            data.run("insert into account_failed_check values ('%s', '%s', 20, now() + interval '1 hour')"
                    .formatted(account.id(), claimant));
        }

        private ResponseSpec check(String username, String password, @Nullable String kvk) {
            return post("/internal/credential-checks", credentials(username, password, kvk));
        }

        private String body(String username, String password) {
            return Objects.requireNonNull(check(username, password, TestData.KVK)
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody());
        }

        private String outcome(String username, String password) {
            return JsonPath.read(body(username, password), "$.outcome");
        }

        private Map<String, Object> credentials(String username, String password, @Nullable String kvk) {
            var body = new LinkedHashMap<String, Object>();
            body.put("linkAttemptId", UUID.randomUUID());
            body.put("username", username);
            body.put("password", password);
            if (kvk != null) {
                body.put("kvkNumber", kvk);
            }
            return body;
        }
    }

    @Nested
    class ActivationCodes {

        @Test
        void openCodeProvesItsInstitution() {
            var school = data.school();

            check(issue(school))
                    .expectBody()
                    .jsonPath("$.outcome")
                    .isEqualTo("proved")
                    .jsonPath("$.proof.kind")
                    .isEqualTo("activation-code")
                    .jsonPath("$.institution.code")
                    .isEqualTo(school);
        }

        @Test
        void codeMayBeTypedWithoutHyphensInSmallLetters() {
            var code = issue(data.school()).replace("-", "").toLowerCase(Locale.ROOT);

            check(code).expectBody().jsonPath("$.outcome").isEqualTo("proved");
        }

        @Test
        @DisplayName("S-052 unknown, malformed, withdrawn and expired codes get one answer")
        void everyRefusalIsTheSameAnswer() {
            var school = data.school();
            var withdrawn = issue(school);
            issue(school);
            var other = data.school();
            var expired = issue(other);
            data.run("update activation_code set expires_at = now() where institution_code = '" + other + "'");

            for (var code : new String[] {"0000-0000-0000-0000", "onzin", withdrawn, expired}) {
                check(code).expectStatus().isOk().expectBody(String.class).isEqualTo("{\"outcome\":\"refused\"}");
            }
        }

        @Test
        void organisationIsComparedForCodesToo() {
            var body = Map.of(
                    "linkAttemptId", UUID.randomUUID(), "activationCode", issue(data.school()), "kvkNumber", OTHER_KVK);

            post("/internal/activation-code-checks", body).expectBody().json("{\"outcome\":\"organisation-differs\"}");
        }

        private ResponseSpec check(String code) {
            return post(
                    "/internal/activation-code-checks",
                    Map.of("linkAttemptId", UUID.randomUUID(), "activationCode", code, "kvkNumber", TestData.KVK));
        }

        private String issue(String school) {
            return JsonPath.read(
                    Objects.requireNonNull(callers.officer()
                            .post()
                            .uri("/api/accounts/v1/institutions/{code}/activation-codes", school)
                            .exchange()
                            .expectBody(String.class)
                            .returnResult()
                            .getResponseBody()),
                    "$.activationCode");
        }
    }

    private ResponseSpec post(String uri, Map<String, ?> body) {
        return callers.identityLinkService().post().uri(uri).bodyValue(body).exchange();
    }
}
