// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.platform.test.WrittenSpans;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

@AccountServiceTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName(
        "S-131 no log line and no span holds a password, a code or an address, at the chattiest level our code and Spring have")
class SecretsStayOutOfLogsIntegrationTests {

    private static final String[] CHATTY = {"nl.koppelpunt", "org.springframework", "io.r2dbc"};
    private static final String WRONG_PASSWORD = "kanarie-wachtwoord";
    private static final String EMAIL = "kanarie@school.example.nl";
    private static final String REPRESENTATIVE = "kanarie-gemachtigde@school.example.nl";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Autowired
    JsonMapper mapper;

    @Autowired
    WrittenSpans spans;

    @AfterEach
    void quiet() {
        setLevel(null);
    }

    /** Bodies come and go as bytes: the test's own client would log what it encodes and decodes. */
    @Test
    void journeyLeavesNoSecretInTheLog(CapturedOutput output) {
        var account = data.account();
        var school = data.school();
        var otherSchool = data.school();
        setLevel(Level.TRACE);
        post("/internal/credential-checks", credentials(account.username(), WRONG_PASSWORD));
        post("/internal/credential-checks", credentials(account.username(), TestData.PASSWORD));
        post(
                "/internal/credential-checks",
                Map.of("username", "kanarie-gebruiker", "password", WRONG_PASSWORD.repeat(100)));
        var code = issueCode(school);
        post("/internal/activation-code-checks", Map.of("linkAttemptId", UUID.randomUUID(), "activationCode", code));
        register(account.id(), EMAIL);
        register(account.id(), "kanarie@geen adres");
        importAccounts(otherSchool);

        for (var written : List.of(output.getAll(), String.join("\n", spans.all()))) {
            assertThat(written)
                    .contains("/internal/credential-checks")
                    .doesNotContain(WRONG_PASSWORD)
                    .doesNotContain(TestData.PASSWORD)
                    .doesNotContain(code)
                    .doesNotContain(code.replace("-", ""))
                    .doesNotContain("kanarie@")
                    .doesNotContain(REPRESENTATIVE)
                    .doesNotContain(TestData.PASSWORD_HASH);
        }
    }

    private static Map<String, ?> credentials(String username, String password) {
        return Map.of(
                "linkAttemptId",
                UUID.randomUUID(),
                "username",
                username,
                "password",
                password,
                "kvkNumber",
                TestData.KVK);
    }

    private void register(UUID account, String email) {
        post(
                "/internal/registrations",
                Map.of(
                        "linkAttemptId",
                        UUID.randomUUID(),
                        "proof",
                        Map.of("kind", "account", "id", account),
                        "email",
                        email,
                        "kvkNumber",
                        TestData.KVK));
    }

    private String issueCode(String school) {
        var body = callers.officer()
                .post()
                .uri("/api/accounts/v1/institutions/{code}/activation-codes", school)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return mapper.readTree(Objects.requireNonNull(body))
                .get("activationCode")
                .asString();
    }

    private void importAccounts(String school) {
        var file = "username;passwordHash;institutionCode;representativeName;representativeEmail\n"
                + "kanarie;%s;%s;Kanarie;%s\n".formatted(TestData.PASSWORD_HASH, school, REPRESENTATIVE)
                + "kanarie;%s;%s;Kanarie;%s\n".formatted(TestData.PASSWORD_HASH, school, REPRESENTATIVE + " fout");
        callers.officer()
                .post()
                .uri("/api/accounts/v1/imports/accounts")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(file.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isAccepted();
        Awaitility.await().until(() -> data.count("import_job where state in ('QUEUED', 'RUNNING')") == 0);
    }

    private void post(String uri, Map<String, ?> body) {
        callers.identityLinkService()
                .post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(mapper.writeValueAsBytes(body))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static void setLevel(@Nullable Level level) {
        for (var name : CHATTY) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
        }
    }
}
