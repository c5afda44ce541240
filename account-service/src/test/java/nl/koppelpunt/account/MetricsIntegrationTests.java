// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What an operator sees of this service on the management port; and that it is nobody's personal data. */
@AccountServiceTest
class MetricsIntegrationTests {

    private static final Path DOCUMENT = Path.of("../docs/operations/metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(koppelpunt_[a-z_]+)` \\| ([^|]+) \\|([^|]*)\\|.*");
    private static final Pattern SAMPLE = Pattern.compile("(koppelpunt_[a-z_]+(?:\\{[^}]*\\})?) ([0-9.E+-]+)");
    private static final String EMAIL = "kanarie@school.example.nl";

    @LocalManagementPort
    private int managementPort;

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Test
    void everyDocumentedMetricIsThereFromTheStart() throws IOException {
        var shown = scrape();
        var documented = Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(2).contains("account-service"))
                .toList();

        assertThat(documented).hasSizeGreaterThanOrEqualTo(6);
        for (var row : documented) {
            var samples = shown.lines()
                    .filter(line -> line.startsWith(row.group(1) + "{") || line.startsWith(row.group(1) + " "))
                    .toList();
            assertThat(samples).as(row.group(1)).isNotEmpty();
            assertThat(labelValues(row.group(3)))
                    .allSatisfy(label -> assertThat(samples).anyMatch(it -> it.contains(label)));
        }
    }

    @Test
    void checksAndRegistrationsAreCountedByOutcome() {
        var account = data.account();
        var attempt = UUID.randomUUID();
        var before = counts();

        check(account.username(), "not the password");
        check(account.username(), TestData.PASSWORD);
        register(attempt, "account", account.id());
        register(attempt, "account", account.id());
        register(UUID.randomUUID(), "account", account.id());
        check(account.username(), TestData.PASSWORD);

        assertThat(grown(before))
                .containsEntry("koppelpunt_credential_checks_total{outcome=\"refused\"}", 1.0)
                .containsEntry("koppelpunt_credential_checks_total{outcome=\"proved\"}", 1.0)
                .containsEntry("koppelpunt_credential_checks_total{outcome=\"proof-used\"}", 1.0)
                .containsEntry("koppelpunt_registrations_total{outcome=\"registered\"}", 1.0)
                .containsEntry("koppelpunt_registrations_total{outcome=\"repeated\"}", 1.0)
                .containsEntry("koppelpunt_registrations_total{outcome=\"proof-used\"}", 1.0)
                .hasSize(6);
    }

    @Test
    void activationCodesAreCountedWhenIssuedCheckedAndRedeemed() {
        var before = counts();
        var code = issue(data.school());

        checkCode(code.activationCode());
        checkCode("0000-0000-0000-0000");
        register(UUID.randomUUID(), "activation-code", code.id());

        assertThat(grown(before))
                .containsEntry("koppelpunt_activation_codes_issued_total", 1.0)
                .containsEntry("koppelpunt_activation_codes_redeemed_total", 1.0)
                .containsEntry("koppelpunt_activation_code_checks_total{outcome=\"proved\"}", 1.0)
                .containsEntry("koppelpunt_activation_code_checks_total{outcome=\"refused\"}", 1.0)
                .containsEntry("koppelpunt_registrations_total{outcome=\"registered\"}", 1.0)
                .hasSize(5);
    }

    @Test
    void importsAreCountedByKindAndOutcome() {
        var before = counts();

        upload("boards", "boardNumber;name;kvkNumber\n");
        upload("accounts", "no;such;columns\n");

        assertThat(grown(before))
                .containsEntry("koppelpunt_imports_total{kind=\"boards\",outcome=\"done\"}", 1.0)
                .containsEntry("koppelpunt_imports_total{kind=\"accounts\",outcome=\"refused\"}", 1.0)
                .hasSize(2);
    }

    @Test
    void noMetricHoldsPersonalData() {
        var account = data.account();
        check(account.username(), TestData.PASSWORD);
        register(UUID.randomUUID(), "account", account.id());
        callers.officer()
                .get()
                .uri("/api/accounts/v1/institutions?query=" + account.username())
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(scrape())
                .contains("http_server_requests_seconds_count")
                .doesNotContain(
                        account.username(), account.institution(), account.id().toString(), EMAIL, TestData.KVK);
    }

    private static List<String> labelValues(String labels) {
        return Pattern.compile("[a-z]+=`[^`]+`(?:, `[^`]+`)*")
                .matcher(labels)
                .results()
                .flatMap(label -> List.of(label.group().split("=", 2)[1].split(", ")).stream()
                        .map(value -> label.group().split("=", 2)[0] + "=\"" + value.replace("`", "") + "\""))
                .toList();
    }

    private Map<String, Double> grown(Map<String, Double> before) {
        var grown = new HashMap<String, Double>();
        counts().forEach((name, now) -> {
            double more = now - before.getOrDefault(name, 0.0);
            if (more != 0) {
                grown.put(name, more);
            }
        });
        return grown;
    }

    private Map<String, Double> counts() {
        var counts = new HashMap<String, Double>();
        scrape().lines()
                .map(SAMPLE::matcher)
                .filter(sample -> sample.matches() && sample.group(1).contains("_total"))
                .forEach(sample -> counts.put(sample.group(1), Double.valueOf(sample.group(2))));
        return counts;
    }

    private String scrape() {
        return Objects.requireNonNull(WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .build()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private void check(String username, String password) {
        post(
                "/internal/credential-checks",
                Map.of(
                        "linkAttemptId",
                        UUID.randomUUID(),
                        "username",
                        username,
                        "password",
                        password,
                        "kvkNumber",
                        TestData.KVK));
    }

    private void checkCode(String code) {
        post(
                "/internal/activation-code-checks",
                Map.of("linkAttemptId", UUID.randomUUID(), "activationCode", code, "kvkNumber", TestData.KVK));
    }

    private void register(UUID linkAttempt, String kind, UUID proof) {
        post(
                "/internal/registrations",
                Map.of(
                        "linkAttemptId",
                        linkAttempt,
                        "proof",
                        Map.of("kind", kind, "id", proof),
                        "email",
                        EMAIL,
                        "kvkNumber",
                        TestData.KVK));
    }

    private void post(String path, Map<String, ?> body) {
        callers.identityLinkService()
                .post()
                .uri(path)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private Issued issue(String school) {
        return Objects.requireNonNull(callers.officer()
                .post()
                .uri("/api/accounts/v1/institutions/{code}/activation-codes", school)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Issued.class)
                .returnResult()
                .getResponseBody());
    }

    private void upload(String kind, String file) {
        callers.officer()
                .post()
                .uri("/api/accounts/v1/imports/" + kind)
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(file.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isAccepted();
        Awaitility.await().until(() -> data.count("import_job where state in ('QUEUED', 'RUNNING')") == 0);
    }

    private record Issued(UUID id, String activationCode) {}
}
