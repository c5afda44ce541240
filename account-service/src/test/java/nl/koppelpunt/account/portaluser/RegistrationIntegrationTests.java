// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.reset;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.Callers;
import nl.koppelpunt.account.TestData;
import nl.koppelpunt.platform.audit.AuditLog;
import nl.koppelpunt.platform.test.MailKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

@AccountServiceTest
class RegistrationIntegrationTests {

    private static final String EMAIL = "contactpersoon@school.example.nl";
    private static final String RECORDED = "eerder@school.example.nl";
    private static final String REPRESENTATIVE = "gemachtigde@school.example.nl";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Autowired
    MailKeys mailKeys;

    @MockitoSpyBean
    AuditLog audit;

    @Test
    void provedPersonBecomesAMemberOfTheInstitution() {
        var account = data.account();

        var answer = register(body(UUID.randomUUID(), "account", account.id()));

        assertThat(answer.<String>read("$.outcome")).isEqualTo("registered");
        assertThat(answer.<String>read("$.institution.code")).isEqualTo(account.institution());
        assertThat(answer.<List<String>>read("$.institutionCodes")).containsExactly(account.institution());
        callers.person(UUID.fromString(answer.read("$.portalUserId")))
                .get()
                .uri("/api/accounts/v1/portal-users/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.portalUserId")
                .isEqualTo(answer.<String>read("$.portalUserId"))
                .jsonPath("$.institutions[0].code")
                .isEqualTo(account.institution())
                .jsonPath("$.institutions[0].kind")
                .isEqualTo("school");
    }

    @Test
    @DisplayName("S-075 the sealed event tells the person and the representative on record")
    void eventTellsTheUserAndTheRepresentative() {
        var account = data.account();
        data.representativeOf(account.institution(), REPRESENTATIVE);

        register(body(UUID.randomUUID(), "account", account.id()));

        var event = institutionAdded(account.institution());
        assertThat(event).doesNotContain(EMAIL).doesNotContain(REPRESENTATIVE);
        var recipients = recipients(account.institution());
        assertThat(recipients.<List<String>>read("$.recipients[*].role")).containsExactly("user", "representative");
        assertThat(recipients.<List<String>>read("$.recipients[*].email")).containsExactly(EMAIL, REPRESENTATIVE);
        assertThat(recipients.<String>read("$.organisation")).endsWith("(KvK " + TestData.KVK + ")");
        assertThat(JsonPath.<String>read(event, "$.proofKind")).isEqualTo("account");
    }

    @Test
    @DisplayName("S-075 a person who adds an institution also hears of it at the address that was on record")
    void eventTellsAKnownPersonAtTheRecordedAddressToo() {
        var known = body(UUID.randomUUID(), "account", data.account().id());
        known.put("email", RECORDED);
        var user = register(known).<String>read("$.portalUserId");
        var second = data.account();
        data.representativeOf(second.institution(), REPRESENTATIVE);
        var request = body(UUID.randomUUID(), "account", second.id());
        request.put("portalUserId", user);

        register(request);

        var recipients = recipients(second.institution());
        assertThat(recipients.<List<String>>read("$.recipients[*].role"))
                .containsExactly("user", "user", "representative");
        assertThat(recipients.<List<String>>read("$.recipients[*].email"))
                .containsExactly(EMAIL, RECORDED, REPRESENTATIVE);
    }

    @Test
    void addressThatIsOnRecordAlreadyIsWrittenToOnce() {
        var user = register(body(UUID.randomUUID(), "account", data.account().id()))
                .<String>read("$.portalUserId");
        var second = data.account();
        var request = body(UUID.randomUUID(), "account", second.id());
        request.put("portalUserId", user);

        register(request);

        assertThat(recipients(second.institution()).<List<String>>read("$.recipients[*].email"))
                .containsExactly(EMAIL);
    }

    @Test
    void languageOfTheRegistrationIsKeptAndTold() {
        var account = data.account();
        var request = body(UUID.randomUUID(), "account", account.id());
        request.put("locale", "en");

        var user = register(request).<String>read("$.portalUserId");

        assertThat(data.count("portal_user where id = '" + user + "' and locale = 'en'"))
                .isEqualTo(1);
        assertThat(JsonPath.<String>read(institutionAdded(account.institution()), "$.locale"))
                .isEqualTo("en");
    }

    @Test
    void registrationWithoutALanguageIsDutch() {
        var account = data.account();
        var request = body(UUID.randomUUID(), "account", account.id());
        request.remove("locale");

        register(request);

        assertThat(JsonPath.<String>read(institutionAdded(account.institution()), "$.locale"))
                .isEqualTo("nl");
    }

    @Test
    @DisplayName("S-141 no address stands in the database in clear")
    void addressIsEncrypted() {
        var account = data.account();

        var user = register(body(UUID.randomUUID(), "account", account.id())).<String>read("$.portalUserId");

        var row = data.rows("select email, portal_user::text as row from portal_user where id = '" + user + "'");
        assertThat(row).singleElement().satisfies(it -> {
            assertThat(String.valueOf(it.get("row"))).doesNotContain(EMAIL);
            assertThat(String.valueOf(it.get("email"))).doesNotContain(EMAIL);
        });
        assertThat(data.count("portal_user where position(decode('%s', 'hex') in email) > 0".formatted(hex(EMAIL))))
                .isZero();
    }

    @Test
    @DisplayName("S-080 asking again with the same link attempt gives the same answer and writes nothing")
    void registrationIsIdempotentByLinkAttempt() {
        var account = data.account();
        var request = body(UUID.randomUUID(), "account", account.id());

        var first = register(request).jsonString();
        var second = register(request).jsonString();

        assertThat(second).isEqualTo(first);
        assertThat(memberships(account.id())).isEqualTo(1);
        assertThat(events(account.institution())).isEqualTo(1);
    }

    @Test
    @DisplayName("S-074 20 people with one credential: one is registered, 19 hear that it was used")
    void oneOfTwentyParallelRegistrationsWins() throws InterruptedException {
        var account = data.account();

        var outcomes = parallel(
                20,
                () -> register(body(UUID.randomUUID(), "account", account.id())).jsonString());

        assertThat(outcomes).filteredOn(it -> it.contains("\"registered\"")).hasSize(1);
        assertThat(outcomes).filteredOn(it -> it.contains("\"proof-used\"")).hasSize(19);
        assertThat(memberships(account.id())).isEqualTo(1);
        assertThat(events(account.institution())).isEqualTo(1);
    }

    @Test
    @DisplayName("S-060 20 people with one code: one is registered, 19 hear that it was used")
    void oneOfTwentyParallelRedemptionsWins() throws InterruptedException {
        var school = data.school();
        var code = issuedCode(school);

        var outcomes = parallel(
                20,
                () -> register(body(UUID.randomUUID(), "activation-code", code)).jsonString());

        assertThat(outcomes).filteredOn(it -> it.contains("\"registered\"")).hasSize(1);
        assertThat(outcomes).filteredOn(it -> it.contains("\"proof-used\"")).hasSize(19);
        assertThat(data.count("activation_code where id = '%s' and redeemed_by is not null".formatted(code)))
                .isEqualTo(1);
        assertThat(data.count("outbox_event where type like '%activation-code-redeemed%' and subject = '" + code + "'")
                        + data.count("outbox_event where type like '%activation-code-redeemed%' and subject = '"
                                + school + "'"))
                .isEqualTo(1);
    }

    @Test
    void repeatsOfOneAttemptAtTheSameTimeAllHearThatItWasRegistered() throws InterruptedException {
        var account = data.account();
        var request = body(UUID.randomUUID(), "account", account.id());

        var outcomes = parallel(10, () -> register(request).jsonString());

        assertThat(outcomes).hasSize(10).containsOnly(outcomes.getFirst());
        assertThat(memberships(account.id())).isEqualTo(1);
    }

    @Test
    @DisplayName("S-074 the database itself refuses a second person with one credential")
    void constraintRefusesASecondUseOfAProof() {
        var account = data.account();
        register(body(UUID.randomUUID(), "account", account.id()));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> data.run(
                        """
                        insert into membership (id, portal_user_id, institution_code, proof_kind, proof_id,
                                                exclusive_proof_id, link_attempt_id, kvk_match)
                        select gen_random_uuid(), p.id, '%s', 'ACCOUNT', '%s', '%s', gen_random_uuid(), 'FITS'
                          from portal_user p where not exists
                               (select 1 from membership m where m.portal_user_id = p.id and m.institution_code = '%s')
                         limit 1
                        """.formatted(otherSchoolWithAMember(), account.id(), account.id(), account.institution())))
                .withMessageContaining("membership_one_identity_per_proof");
    }

    @Test
    @DisplayName("S-111 a fault at the very end leaves no person, membership, redeemed code or event")
    void faultLeavesNothing() {
        var school = data.school();
        var code = issuedCode(school);
        var users = data.count("portal_user");
        doReturn(Mono.error(new IllegalStateException("no room for the audit row")))
                .when(audit)
                .append(any());

        post(body(UUID.randomUUID(), "activation-code", code)).expectStatus().is5xxServerError();

        reset(audit);
        assertThat(data.count("portal_user")).isEqualTo(users);
        assertThat(memberships(code)).isZero();
        assertThat(data.count("activation_code where id = '%s' and redeemed_at is null".formatted(code)))
                .isEqualTo(1);
        assertThat(events(school)).isZero();
        assertThat(register(body(UUID.randomUUID(), "activation-code", code)).<String>read("$.outcome"))
                .isEqualTo("registered");
    }

    @Test
    void usedCredentialIsToldAtTheNextCheck() {
        var account = data.account();
        register(body(UUID.randomUUID(), "account", account.id()));

        callers.identityLinkService()
                .post()
                .uri("/internal/credential-checks")
                .bodyValue(Map.of(
                        "linkAttemptId",
                        UUID.randomUUID(),
                        "username",
                        account.username(),
                        "password",
                        TestData.PASSWORD,
                        "kvkNumber",
                        TestData.KVK))
                .exchange()
                .expectBody()
                .json("{\"outcome\":\"proof-used\"}");
    }

    @Test
    void blockedAccountClosedInstitutionAndWithdrawnCodeAreRefused() {
        var blocked = data.account();
        data.run("update account set state = 'BLOCKED' where id = '" + blocked.id() + "'");
        var closed = data.account();
        data.run("update institution set closed_at = now() where code = '" + closed.institution() + "'");
        var school = data.school();
        var withdrawn = issuedCode(school);
        issuedCode(school);

        assertThat(reason(body(UUID.randomUUID(), "account", blocked.id()))).isEqualTo("blocked");
        assertThat(reason(body(UUID.randomUUID(), "account", closed.id()))).isEqualTo("institution-closed");
        assertThat(reason(body(UUID.randomUUID(), "activation-code", withdrawn)))
                .isEqualTo("blocked");
        assertThat(reason(body(UUID.randomUUID(), "account", UUID.randomUUID())))
                .isEqualTo("blocked");
    }

    @Test
    void organisationThatDoesNotFitAnyMoreIsRefused() {
        var account = data.account();
        var request = body(UUID.randomUUID(), "account", account.id());
        request.put("kvkNumber", "87654321");

        assertThat(reason(request)).isEqualTo("blocked");
        assertThat(memberships(account.id())).isZero();
    }

    @Test
    void unknownOrganisationIsMarkedInTheMembership() {
        var account = data.accountOf(data.schoolOf(data.boardWithoutKvk()));

        register(body(UUID.randomUUID(), "account", account.id()));

        assertThat(data.count("membership where proof_id = '%s' and kvk_match = 'UNKNOWN'".formatted(account.id())))
                .isEqualTo(1);
    }

    @Test
    void knownPersonAddsAnInstitution() {
        var first = data.account();
        var second = data.account();
        var user = register(body(UUID.randomUUID(), "account", first.id())).<String>read("$.portalUserId");
        var request = body(UUID.randomUUID(), "account", second.id());
        request.put("portalUserId", user);

        var answer = register(request);

        assertThat(answer.<String>read("$.portalUserId")).isEqualTo(user);
        assertThat(answer.<List<String>>read("$.institutionCodes"))
                .containsExactlyInAnyOrder(first.institution(), second.institution());
    }

    @Test
    void blockedPersonAddsNothing() {
        var user = register(body(UUID.randomUUID(), "account", data.account().id()))
                .<String>read("$.portalUserId");
        data.run("update portal_user set state = 'BLOCKED' where id = '" + user + "'");
        var request = body(UUID.randomUUID(), "account", data.account().id());
        request.put("portalUserId", user);

        assertThat(reason(request)).isEqualTo("blocked");
    }

    @Test
    @DisplayName("S-071 the same address makes nobody the same person")
    void equalAddressesStayTwoPeople() {
        var one = register(body(UUID.randomUUID(), "account", data.account().id()))
                .<String>read("$.portalUserId");
        var other = register(body(UUID.randomUUID(), "account", data.account().id()))
                .<String>read("$.portalUserId");

        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void wrongInputNamesItsFields() {
        var answer = post(Map.of("proof", Map.of("kind", "account"), "email", "geen adres", "locale", "fr"))
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(JsonPath.<String>read(answer, "$.code")).isEqualTo("invalid-input");
        assertThat(JsonPath.<List<String>>read(answer, "$.errors[*].field"))
                .containsExactlyInAnyOrder("linkAttemptId", "proof.id", "email", "locale");
        post(Map.of("proof", Map.of("kind", "eyes"))).expectStatus().isBadRequest();
    }

    @Test
    void onlyPeopleWhoAreSignedInAskWhoTheyAre() {
        callers.personWhoLinks()
                .get()
                .uri("/api/accounts/v1/portal-users/me")
                .exchange()
                .expectStatus()
                .isForbidden();
        callers.officer()
                .get()
                .uri("/api/accounts/v1/portal-users/me")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private String otherSchoolWithAMember() {
        var account = data.account();
        register(body(UUID.randomUUID(), "account", account.id()));
        return data.school();
    }

    /** On threads of its own: callers that wait must not take those the service works on. */
    private static List<String> parallel(int n, Callable<String> call) throws InterruptedException {
        try (var callers = Executors.newFixedThreadPool(n)) {
            return callers.invokeAll(Collections.nCopies(n, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private Map<String, Object> body(UUID linkAttempt, String kind, UUID proof) {
        var body = new LinkedHashMap<String, Object>();
        body.put("linkAttemptId", linkAttempt);
        body.put("proof", Map.of("kind", kind, "id", proof));
        body.put("email", EMAIL);
        body.put("locale", "nl");
        body.put("kvkNumber", TestData.KVK);
        return body;
    }

    private String reason(Map<String, Object> request) {
        return register(request).read("$.reason");
    }

    private DocumentContext register(Map<String, Object> request) {
        return JsonPath.parse(Objects.requireNonNull(post(request)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private ResponseSpec post(Map<String, ?> request) {
        return callers.identityLinkService()
                .post()
                .uri("/internal/registrations")
                .bodyValue(request)
                .exchange();
    }

    private UUID issuedCode(String school) {
        var body = callers.officer()
                .post()
                .uri("/api/accounts/v1/institutions/{code}/activation-codes", school)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return UUID.fromString(JsonPath.read(Objects.requireNonNull(body), "$.id"));
    }

    private long memberships(UUID proof) {
        return data.count("membership where proof_id = '" + proof + "'");
    }

    private long events(String institution) {
        return data.count("outbox_event where type like '%institution-added%' and payload::text like '%\"" + institution
                + "\"%'");
    }

    private String institutionAdded(String institution) {
        return (String) Objects.requireNonNull(
                data.rows("select payload::text as data from outbox_event where type like '%institution-added%'"
                                + " and payload::text like '%\"" + institution + "\"%'")
                        .getFirst()
                        .get("data"));
    }

    private DocumentContext recipients(String institution) {
        return JsonPath.parse(mailKeys.open(JsonPath.read(institutionAdded(institution), "$.sealedRecipients")));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
