// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nl.koppelpunt.platform.test.TestTokensSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** S-107; and what the management port shows (S-098). */
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=account-service", "management.server.port=0"})
@Import(TestTokensSupport.class)
@ExtendWith(OutputCaptureExtension.class)
class ProblemTests {

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private WebTestClient http;

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void allWrongFieldsAreNamedTogether() {
        http.post()
                .uri("/api/open/form")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("name", "", "code", "far too long"))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-input")
                .jsonPath("$.errors.length()")
                .isEqualTo(2)
                .jsonPath("$.errors[?(@.field=='name')].code")
                .isEqualTo("required")
                .jsonPath("$.errors[?(@.field=='code')].code")
                .isEqualTo("length")
                .consumeWith(result -> assertThat(body(result)).doesNotContain("far too long"));
    }

    @Test
    void anUnreadableBodyIsTheCallersFault() {
        http.post()
                .uri("/api/open/form")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=%ZZ", "name=%", "%=a", "name=geheim%2"})
    void aFormWithABrokenEscapeIsTheCallersFault(String form, CapturedOutput output) {
        post(form)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-input")
                .consumeWith(result -> assertThat(body(result)).doesNotContain("geheim"));
        assertThat(output).doesNotContain("geheim", "URLDecoder");
    }

    @Test
    void aFormIsReadAsItWasTyped() {
        post("name=caf%C3%A9+100%25")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("café 100%");
    }

    private WebTestClient.ResponseSpec post(String form) {
        return http.post()
                .uri("/api/open/fields")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form)
                .exchange();
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        http.post()
                .uri("/api/open/form")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("name")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void anOversizedBodyIsRefused() {
        http.post()
                .uri("/api/open/form")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"" + "x".repeat(300 * 1024) + "\",\"code\":\"a\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void anUnknownPathIsAProblem() {
        http.get()
                .uri("/api/open/nothing-here")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("not-found");
    }

    @Test
    void aProblemOfTheServiceComesOutAsItIs() {
        http.get()
                .uri("/api/open/error/problem")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:koppelpunt:problem:wrong-step")
                .jsonPath("$.title")
                .isEqualTo("Wrong step");
    }

    @Test
    void aFullQueueSaysWhenToComeBack() {
        http.get()
                .uri("/api/open/error/busy")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .consumeWith(result -> assertThat(body(result)).doesNotContain("select"));
    }

    @Test
    void anUnexpectedErrorShowsNothingOfItself(CapturedOutput output) {
        var result = http.get()
                .uri("/api/open/error/unexpected")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectBody()
                .jsonPath("$.reference")
                .value(String.class, reference -> assertThat(output.getOut()).contains("reference=" + reference))
                .returnResult();
        assertThat(body(result)).doesNotContain("secret", "IllegalState", "nl.koppelpunt");
    }

    @Test
    void theStackInTheLogDoesNotHoldTheAddressThatWasAskedFor(CapturedOutput output) {
        http.get()
                .uri("/api/open/error/unexpected?SAMLart=canary-artifact")
                .exchange()
                .expectStatus()
                .isEqualTo(500);
        assertThat(output.getOut())
                .contains("IllegalStateException", "SampleService")
                .doesNotContain("canary-artifact");
    }

    @Test
    void theManagementPortShowsHealthAndMetricsAndNothingElse() {
        var management = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .build();
        for (String open : new String[] {
            "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"
        }) {
            management.get().uri(open).exchange().expectStatus().isOk();
        }
        for (String closed : new String[] {"/actuator/env", "/actuator/heapdump", "/actuator/loggers"}) {
            management.get().uri(closed).exchange().expectStatus().is4xxClientError();
        }
        http.get().uri("/actuator/health").exchange().expectStatus().isNotFound();
    }

    private static String body(EntityExchangeResult<byte[]> result) {
        byte[] body = result.getResponseBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
