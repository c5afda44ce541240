// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.jayway.jsonpath.JsonPath;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.Callers;
import nl.koppelpunt.account.TestData;
import nl.koppelpunt.platform.test.MailKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.web.reactive.server.WebTestClient;

@AccountServiceTest
@DisplayName("S-060 issuing activation codes")
class ActivationCodeIssuanceIntegrationTests {

    private static final String REPRESENTATIVE = "gemachtigde@school.example.nl";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Autowired
    MailKeys mailKeys;

    @Test
    void codeIsShownOnceAndOnlyItsKeyedHashIsKept() {
        var school = data.school();

        var code = issue(callers.officer(), school);

        assertThat(code).matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}");
        assertThat(data.rows("select activation_code::text as row from activation_code where institution_code = '"
                        + school + "'"))
                .singleElement()
                .extracting(row -> String.valueOf(row.get("row")))
                .asString()
                .doesNotContain(code)
                .doesNotContain(code.replace("-", ""));
        assertThat(data.count("outbox_event where type like '%activation-code-issued%' and subject is not null"))
                .isPositive();
    }

    @Test
    @DisplayName("S-075 the representative on record hears of the code, and nobody reads it in the event")
    void eventTellsTheRepresentativeButNotTheCode() {
        var school = data.school();
        data.representativeOf(school, REPRESENTATIVE);

        var code = issue(callers.officer(), school);

        var event = issued(school);
        var told = JsonPath.parse(mailKeys.open(JsonPath.read(event, "$.sealedRecipients")));
        assertThat(JsonPath.<String>read(event, "$.institutionName")).isEqualTo("School " + school);
        assertThat(told.<List<String>>read("$.recipients[*].role")).containsExactly("representative");
        assertThat(told.<List<String>>read("$.recipients[*].email")).containsExactly(REPRESENTATIVE);
        assertThat(event).doesNotContain(REPRESENTATIVE);
        assertThat(event + told.jsonString()).doesNotContain(code).doesNotContain(code.replace("-", ""));
    }

    @Test
    void eventOfAnInstitutionWithoutARepresentativeTellsNobody() {
        var school = data.school();

        issue(callers.officer(), school);

        assertThat(JsonPath.<Object>read(issued(school), "$.sealedRecipients")).isNull();
    }

    @Test
    void newCodeEndsTheOpenOne() {
        var school = data.school();

        issue(callers.officer(), school);
        issue(callers.machine("accounts:issue-codes"), school);

        assertThat(data.count(
                        "activation_code where institution_code = '%s' and withdrawn_at is null".formatted(school)))
                .isEqualTo(1);
        assertThat(data.count("activation_code where institution_code = '%s'".formatted(school)))
                .isEqualTo(2);
    }

    @Test
    void parallelIssuesLeaveOneOpenCode() throws InterruptedException {
        var school = data.school();

        try (var officers = Executors.newFixedThreadPool(8)) {
            officers.invokeAll(Collections.nCopies(8, () -> issue(callers.officer(), school)))
                    .forEach(Future::resultNow);
        }

        assertThat(data.count(
                        "activation_code where institution_code = '%s' and withdrawn_at is null".formatted(school)))
                .isEqualTo(1);
    }

    @Test
    void databaseItselfRefusesASecondOpenCode() {
        var school = data.school();
        var insert = "insert into activation_code (id, institution_code, key_id, mac, issued_by, expires_at)"
                + " values ('%s', '%s', 'k1', decode('%s', 'hex'), 'x', now() + interval '1 day')";

        data.run(insert.formatted(
                UUID.randomUUID(), school, UUID.randomUUID().toString().replace("-", "")));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> data.run(insert.formatted(
                        UUID.randomUUID(), school, UUID.randomUUID().toString().replace("-", ""))));
    }

    @Test
    void closedAndUnknownInstitutionsGetNone() {
        var school = data.school();
        data.run("update institution set closed_at = now() where code = '" + school + "'");

        post(callers.officer(), school).expectStatus().isEqualTo(409);
        post(callers.officer(), "99ZQ").expectStatus().isNotFound();
        post(callers.officer(), "x").expectStatus().isNotFound();
    }

    @Test
    void othersMayNotIssue() {
        var school = data.school();

        post(callers.machine("accounts:import"), school).expectStatus().isForbidden();
        post(callers.identityLinkService(), school).expectStatus().isForbidden();
        post(callers.person(UUID.randomUUID()), school).expectStatus().isForbidden();
        post(callers.nobody(), school).expectStatus().isUnauthorized();
    }

    private String issued(String school) {
        return String.valueOf(data.rows("select payload::text as data from outbox_event"
                        + " where type like '%activation-code-issued%' and payload::text like '%\"" + school + "\"%'")
                .getFirst()
                .get("data"));
    }

    private static String issue(WebTestClient caller, String school) {
        var body = post(caller, school)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonPath.read(Objects.requireNonNull(body), "$.activationCode");
    }

    private static WebTestClient.ResponseSpec post(WebTestClient caller, String school) {
        return caller.post()
                .uri("/api/accounts/v1/institutions/{code}/activation-codes", school)
                .exchange();
    }
}
