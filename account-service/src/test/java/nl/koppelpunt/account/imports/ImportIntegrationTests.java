// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.Callers;
import nl.koppelpunt.account.TestData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@AccountServiceTest
class ImportIntegrationTests {

    private static final String ACCOUNTS_HEADER =
            "username;passwordHash;institutionCode;representativeName;representativeEmail\n";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Autowired
    ImportJobs jobs;

    @Autowired
    DatabaseClient database;

    @Test
    void boardsAreAddedThenUnchangedThenChanged() {
        var first =
                run("boards", "boardNumber;name;kvkNumber\n70001;Stichting De Brug;01234567\n70002;Gemeente Ons;\n");
        var second =
                run("boards", "boardNumber;name;kvkNumber\n70001;Stichting De Brug;01234567\n70002;Gemeente Ons;\n");
        var third = run(
                "boards", "boardNumber;name;kvkNumber\n70001;Stichting De Brug;01234567\n70002;Gemeente Ons;7654321\n");

        assertCounts(first, 2, 2, 0, 0);
        assertCounts(second, 2, 0, 0, 2);
        assertCounts(third, 2, 0, 1, 1);
        assertThat(data.rows("select kvk_number from institution where code = '70002'")
                        .getFirst())
                .containsEntry("kvk_number", "07654321");
    }

    @Test
    void boardsComeInTheDialectOfDuoToo() {
        var file = """
                \uFEFF"BEVOEGD GEZAG NUMMER","BEVOEGD GEZAG NAAM","PLAATSNAAM","KVK-NUMMER"
                "70011","Vereniging, voor onderwijs","BORGER","1083323"
                """;

        var report = run("boards", file);

        assertCounts(report, 1, 1, 0, 0);
        assertThat(data.rows("select name, kvk_number from institution where code = '70011'")
                        .getFirst())
                .containsEntry("name", "Vereniging, voor onderwijs")
                .containsEntry("kvk_number", "01083323");
    }

    @Test
    void listOfBoardsNamesABoardThatWasOnlyANumber() {
        var school = data.nextSchoolCode();
        run("institutions", institutions("70021;" + school + ";" + school + "00;De Borgh"));
        assertThat(nameOf("70021")).isEqualTo("Bestuur 70021");

        var report = run("boards", "boardNumber;name;kvkNumber\n70021;Stichting Borg;\n");

        assertCounts(report, 1, 0, 1, 0);
        assertThat(nameOf("70021")).isEqualTo("Stichting Borg");
        assertThat(data.count("outbox_event where type like '%institution-changed%' and subject = '70021'"))
                .isEqualTo(1);
    }

    @Test
    void schoolCarriesTheNameOfItsMainLocationAndMovesToAnotherBoard() {
        var school = data.nextSchoolCode();
        run(
                "institutions",
                institutions(
                        "70031;%s;%s01;Dependance".formatted(school, school),
                        "70031;%s;%s00;Hoofd".formatted(school, school)));
        assertThat(nameOf(school)).isEqualTo("Hoofd");

        var moved = run(
                "institutions",
                institutions(
                        "70032;%s;%s01;Dependance".formatted(school, school),
                        "70032;%s;%s00;Hoofd".formatted(school, school)));

        assertCounts(moved, 2, 0, 2, 0);
        assertThat(data.rows("select board_number from institution where code = '" + school + "'")
                        .getFirst())
                .containsEntry("board_number", "70032");
    }

    @Test
    void fileWithBadRowsIsRefusedWholeWithEveryLine() {
        var school = data.nextSchoolCode();
        var report = run(
                "institutions",
                institutions(
                        "70041;%s;%s00;Goed".formatted(school, school),
                        "7004;%s;%s01;Kort bestuur".formatted(school, school),
                        "70041;%s;99ZZ00;Andere school".formatted(school),
                        "70041;%s;%s02; ".formatted(school, school),
                        "70042;%s;%s03;Ander bestuur".formatted(school, school),
                        "70041;%s;%s00;Dubbel".formatted(school, school)));

        assertThat(report.<String>read("$.state")).isEqualTo("refused");
        assertThat(report.<List<Integer>>read("$.errors[*].line")).containsExactlyInAnyOrder(3, 4, 5, 6, 7);
        assertThat(data.count("institution where code in ('" + school + "', '70041')"))
                .isZero();
        assertThat(data.count("import_job where content is not null and id = '" + report.read("$.id") + "'"))
                .isZero();
    }

    @Test
    void fileOfAnotherKindIsRefusedWithTheColumnsItMisses() {
        var report = run("accounts", "boardNumber;name;kvkNumber\n70001;Stichting De Brug;01234567\n");

        assertThat(report.<List<Integer>>read("$.errors[*].line")).containsExactly(1);
        assertThat(report.<List<String>>read("$.errors[*].message").getFirst()).contains("passwordHash", "username");
    }

    @Test
    @DisplayName("S-079 imported accounts carry no link or state; the representative is unproved and encrypted")
    void accountsAreImportedOnce() {
        var school = data.school();
        var file = ACCOUNTS_HEADER
                + "school-%s;%s;%s;Gé Gemachtigde;eerste@gemachtigde.example\n"
                        .formatted(school, TestData.PASSWORD_HASH, school);

        assertCounts(run("accounts", file), 1, 1, 0, 0);
        assertCounts(run("accounts", file), 1, 0, 0, 1);
        assertCounts(run("accounts", file.replace("eerste@", "tweede@")), 1, 0, 1, 0);

        assertThat(data.count("account where institution_code = '%s' and state = 'ACTIVE'".formatted(school)))
                .isEqualTo(1);
        assertThat(data.count("membership where institution_code = '" + school + "'"))
                .isZero();
        assertThat(data.rows("select authorised_representative::text as row, proved_at from authorised_representative"
                        + " where institution_code = '" + school + "'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("proved_at")).isNull())
                .satisfies(row -> assertThat(String.valueOf(row.get("row"))).doesNotContain("gemachtigde.example"));
        callers.identityLinkService()
                .post()
                .uri("/internal/credential-checks")
                .bodyValue(Map.of(
                        "linkAttemptId",
                        UUID.randomUUID(),
                        "username",
                        "school-" + school,
                        "password",
                        TestData.PASSWORD,
                        "kvkNumber",
                        TestData.KVK))
                .exchange()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("proved");
    }

    @Test
    void accountsMaySwapTheirUsernames() {
        var one = data.school();
        var other = data.school();
        run("accounts", ACCOUNTS_HEADER + account("x-" + one, one) + account("x-" + other, other));

        var report = run("accounts", ACCOUNTS_HEADER + account("x-" + other, one) + account("x-" + one, other));

        assertCounts(report, 2, 0, 2, 0);
    }

    @Test
    void badAccountsAreRefusedWithTheirLinesAndNothingIsWritten() {
        var school = data.school();
        var taken = data.account();
        var report = run(
                "accounts",
                ACCOUNTS_HEADER
                        + account("goed-" + school, school)
                        + account("weg", "98ZQ")
                        + account(taken.username(), data.school())
                        + "plat;geheim;%s;;\n".formatted(data.school())
                        + account("nogeens", school));

        assertThat(report.<String>read("$.state")).isEqualTo("refused");
        assertThat(report.<List<Integer>>read("$.errors[*].line")).contains(5, 6);
        assertThat(data.count("account where institution_code = '" + school + "'"))
                .isZero();

        var lookedUp = run(
                "accounts",
                ACCOUNTS_HEADER
                        + account("goed-" + school, school)
                        + account("weg", "98ZQ")
                        + account(taken.username(), data.school()));
        assertThat(lookedUp.<List<Integer>>read("$.errors[*].line")).containsExactly(3, 4);
        assertThat(data.count("account where institution_code = '" + school + "'"))
                .isZero();
    }

    @Test
    void jobOfADeadProcessIsTakenUpAgain() {
        var id = UUID.randomUUID();
        var content = jobs.encrypt(
                "boardNumber;name;kvkNumber\n70051;Stichting Overleeft;\n".getBytes(StandardCharsets.UTF_8));
        database.sql("""
                        insert into import_job (id, kind, state, content, requested_by, claim, claimed_until, attempts)
                        values (:id, 'BOARDS', 'RUNNING', :content, 'test', gen_random_uuid(), now() - interval '1 second', 1)
                        """).bind("id", id).bind("content", content).then().block();

        assertCounts(finished("/api/accounts/v1/imports/" + id), 1, 1, 0, 0);
    }

    @Test
    void jobThatFailsAgainAndAgainIsGivenUp() {
        var id = UUID.randomUUID();
        database.sql("""
                        insert into import_job (id, kind, state, content, requested_by, claim, claimed_until, attempts)
                        values (:id, 'BOARDS', 'RUNNING', :content, 'test', gen_random_uuid(), now() - interval '1 second', 3)
                        """)
                .bind("id", id)
                .bind("content", "not ours".getBytes(StandardCharsets.UTF_8))
                .then()
                .block();

        assertThat(finished("/api/accounts/v1/imports/" + id).<String>read("$.state"))
                .isEqualTo("refused");
    }

    @Test
    void waitingFileIsEncrypted() {
        var encrypted = jobs.encrypt("tweede@gemachtigde.example".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(encrypted, StandardCharsets.ISO_8859_1)).doesNotContain("machtigde");
    }

    @Test
    void otherTypesAndKindsAndLargeFilesAreRefused() {
        callers.officer()
                .post()
                .uri("/api/accounts/v1/imports/boards")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        post("persons", "a;b\n").expectStatus().isNotFound();
        post("boards", "x".repeat(16 * 1024 * 1024 + 1)).expectStatus().isEqualTo(413);
        callers.officer()
                .get()
                .uri("/api/accounts/v1/imports/" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound();
        callers.officer()
                .get()
                .uri("/api/accounts/v1/imports/x")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void onlyOfficersAndImportingMachinesImport() {
        for (var caller : List.of(
                callers.machine("accounts:issue-codes"),
                callers.identityLinkService(),
                callers.person(UUID.randomUUID()))) {
            caller.post()
                    .uri("/api/accounts/v1/imports/boards")
                    .contentType(MediaType.parseMediaType("text/csv"))
                    .bodyValue("a;b\n")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    private static String account(String username, String institution) {
        return "%s;%s;%s;;\n".formatted(username, TestData.PASSWORD_HASH, institution);
    }

    private static String institutions(String... rows) {
        return "BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM\r\n" + String.join("\r\n", rows)
                + "\r\n";
    }

    private String nameOf(String code) {
        return String.valueOf(data.rows("select name from institution where code = '" + code + "'")
                .getFirst()
                .get("name"));
    }

    private ResponseSpec post(String kind, String file) {
        return callers.machine("accounts:import")
                .post()
                .uri("/api/accounts/v1/imports/" + kind)
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(file.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private DocumentContext run(String kind, String file) {
        var location = post(kind, file)
                .expectStatus()
                .isAccepted()
                .expectBody(String.class)
                .returnResult()
                .getResponseHeaders()
                .getLocation();
        return finished(Objects.requireNonNull(location).getPath());
    }

    private DocumentContext finished(String location) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> job(location), job -> List.of("done", "refused").contains(job.<String>read("$.state")));
    }

    private DocumentContext job(String location) {
        return JsonPath.parse(Objects.requireNonNull(callers.officer()
                .get()
                .uri(location)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private static void assertCounts(DocumentContext job, int rows, int added, int changed, int unchanged) {
        assertThat(job.<String>read("$.state")).describedAs(job.jsonString()).isEqualTo("done");
        assertThat(job.<Integer>read("$.rows")).isEqualTo(rows);
        assertThat(job.<Integer>read("$.added")).isEqualTo(added);
        assertThat(job.<Integer>read("$.changed")).isEqualTo(changed);
        assertThat(job.<Integer>read("$.unchanged")).isEqualTo(unchanged);
    }
}
