// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import nl.koppelpunt.platform.test.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What another team reads before it uses this service is what the service does. */
@PinServiceTest
class PinApiTests {
    private static final String ROOT = "/api/pins/v1";

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final String subject = "subject-" + UUID.randomUUID();

    @Autowired
    private TestTokens tokens;

    @Autowired
    private JsonMapper json;

    @Autowired
    private PinTable table;

    @Autowired
    private PinProperties properties;

    @Autowired
    private RequestMappingHandlerMapping handlers;

    @LocalServerPort
    private int port;

    private WebTestClient http;

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port + ROOT)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @Test
    void theDescriptionIsThereForEverybodyAndOfTheVersionThatAnswers() {
        var document = document();
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        http.get()
                .uri("/openapi.json")
                .exchange()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("API-Version", document.at("/info/version").asString());
    }

    @Test
    void everyPathIsDescribedAndEveryDescriptionHasAPath() {
        var described = new TreeSet<String>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + ROOT + path.getKey())));
        var answered = new TreeSet<String>();
        handlers.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> answered.add(method + " " + pattern.getPatternString()))));
        assertThat(answered).filteredOn(each -> each.contains(ROOT)).containsExactlyElementsOf(described);
    }

    @Test
    void everyExampleObeysItsSchema() {
        var contents = document().findParents("example");
        assertThat(contents).isNotEmpty().allSatisfy(content -> {
            var name = content.at("/schema/$ref").asString();
            assertThat(validate(name.substring(name.lastIndexOf('/') + 1), content.path("example")))
                    .isEmpty();
        });
    }

    @Test
    void answersObeyTheDescription() {
        var issued = answer(post("/pins", request(), null), HttpStatus.CREATED);
        assertThat(validate("IssuedPin", issued)).isEmpty();
        var id = table.given(TestPins.RIGHT);
        for (var pin : List.of("424242", "000042", "000042")) {
            assertThat(validate("PinOutcome", answer(attempt(id, pin, null), HttpStatus.OK)))
                    .isEmpty();
        }
        var throttled = post("/pins", request(), null);
        assertThat(validate("Problem", answer(throttled, HttpStatus.TOO_MANY_REQUESTS)))
                .isEmpty();
        throttled.expectHeader().exists("Retry-After").expectHeader().exists("API-Version");
    }

    @Test
    @DisplayName("S-051: no answer to a try comes before the floor, whatever it says")
    void noAnswerComesBeforeTheFloor() {
        for (var id : List.of(table.given(TestPins.RIGHT), UUID.randomUUID())) {
            var start = System.nanoTime();
            answer(attempt(id, "000042", null), HttpStatus.OK);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(properties.answerFloor());
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /pins, 401", "GET, /pins, 401", "GET, /nothing, 401", "POST, /pins/no-uuid/attempts, 401"})
    void everyRefusalIsAProblemOfThisVersion(String method, String path, int status) {
        http.method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("API-Version");
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() {
        var body = Map.<String, Object>of(
                "purpose",
                "x".repeat(41),
                "email",
                "no address",
                "locale",
                "fr",
                "binding",
                "short",
                "validFor",
                "soon");
        var problem = answer(post("/pins", body, null), HttpStatus.BAD_REQUEST);
        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("purpose", "email", "locale", "binding", "validFor", "limitSubject");
        assertThat(problem.toString()).doesNotContain("no address");
        assertThat(validate("Problem", problem)).isEmpty();
    }

    @Test
    void aKeyThatIsNoKeyIsRefused() {
        answer(post("/pins", request(), "x".repeat(129)), HttpStatus.BAD_REQUEST);
        answer(attempt(UUID.randomUUID(), "000042", "a b"), HttpStatus.BAD_REQUEST);
    }

    @Test
    void theSameRequestTwiceIsOnePin() {
        var key = UUID.randomUUID().toString();
        var first = answer(post("/pins", request(), key), HttpStatus.CREATED);
        assertThat(answer(post("/pins", request(), key), HttpStatus.CREATED)).isEqualTo(first);
        var other = new HashMap<>(request());
        other.put("locale", "en");
        var refused = answer(post("/pins", other, key), HttpStatus.CONFLICT);
        assertThat(refused.path("code").asString()).isEqualTo("idempotency-key-reused");
    }

    @Test
    @DisplayName("S-043: a try sent twice with one key is one try, with another PIN it is a conflict")
    void theSameTryTwiceIsOneTry() {
        var id = table.given(TestPins.RIGHT);
        var first = answer(attempt(id, "424242", "key"), HttpStatus.OK);
        assertThat(answer(attempt(id, "424242", "key"), HttpStatus.OK)).isEqualTo(first);
        answer(attempt(id, "000042", "key"), HttpStatus.CONFLICT);
        assertThat(table.tries(id)).isOne();
    }

    @Test
    @DisplayName("S-047: what one caller calls its subject does not use up the limits of another's")
    void callersDoNotCountForEachOther() {
        answer(post("/pins", request(), null), HttpStatus.CREATED);
        var machine = new HashMap<>(request());
        machine.put("email", "other." + subject + "@school.example");
        answer(post("/pins", machine, null, tokens.machine("pins:issue")), HttpStatus.CREATED);
    }

    private WebTestClient.ResponseSpec attempt(UUID id, String pin, @Nullable String key) {
        return post("/pins/" + id + "/attempts", Map.of("pin", pin, "binding", TestPins.BINDING.value()), key);
    }

    private WebTestClient.ResponseSpec post(String path, Map<String, Object> body, @Nullable String key) {
        return post(path, body, key, tokens.internal("pin-service"));
    }

    private WebTestClient.ResponseSpec post(String path, Map<String, Object> body, @Nullable String key, String token) {
        return http.post()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private JsonNode answer(WebTestClient.ResponseSpec response, HttpStatus status) {
        return json.readTree(requireNonNull(response.expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private Map<String, Object> request() {
        return Map.of(
                "purpose",
                "newsletter",
                "email",
                subject + "@school.example",
                "locale",
                "nl",
                "binding",
                TestPins.BINDING.value(),
                "limitSubject",
                subject);
    }

    private JsonNode document() {
        return json.readTree(requireNonNull(http.get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private List<com.networknt.schema.Error> validate(String schema, JsonNode instance) {
        var root = (ObjectNode) document();
        root.put("$ref", "#/components/schemas/" + schema);
        return new ArrayList<>(schemas.getSchema(root.toString())
                .validate(
                        instance.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))));
    }
}
