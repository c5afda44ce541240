// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The NL GOV REST API Design Rules that can be tested by a program, on the document and on the service it describes. */
@AccountServiceTest
class OpenApiIntegrationTests {

    private static final String ROOT = "/api/accounts/v1";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Autowired
    JsonMapper mapper;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private JsonNode document = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void readDocument() {
        document = mapper.readTree(Objects.requireNonNull(callers.nobody()
                .get()
                .uri(ROOT + "/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    @Test
    @DisplayName("doc-openapi, publish-openapi: anybody reads the document, from a page of any origin")
    void documentIsOpenToEverybody() {
        callers.nobody()
                .get()
                .uri(ROOT + "/openapi.json")
                .header(HttpHeaders.ORIGIN, "https://elsewhere.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .expectHeader()
                .valueEquals("API-Version", text("/info/version"));
        assertThat(text("/openapi")).startsWith("3.1.");
        assertThat(text("/info/version")).matches("1\\.\\d+\\.\\d+");
        assertThat(document.at("/info/contact").propertyNames()).contains("name", "url", "email");
    }

    @Test
    @DisplayName("transport/cors: no other answer may be read by a page of another origin")
    void onlyTheDocumentIsSharedWithOtherOrigins() {
        callers.officer()
                .get()
                .uri(ROOT + "/institutions?query=zz")
                .header(HttpHeaders.ORIGIN, "https://elsewhere.example")
                .exchange()
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    }

    @Test
    void documentNamesExactlyWhatTheServiceAnswers() {
        assertThat(documented()).isEqualTo(mapped());
    }

    @Test
    @DisplayName("path-segments-kebab-case, query-keys-camel-case, no-trailing-slash, uri-version")
    void addressesFollowTheRules() {
        assertThat(text("/servers/0/url")).isEqualTo(ROOT);
        assertThat(document.at("/paths").propertyNames())
                .isNotEmpty()
                .allMatch(path -> path.matches("(/([a-z0-9]+(-[a-z0-9]+)*|\\{[a-z][A-Za-z0-9]*}))+"))
                .noneMatch(path -> path.matches("/v\\d.*"));
        assertThat(operations().flatMap(it -> it.path("parameters").valueStream()))
                .filteredOn(it -> it.path("in").asString("").equals("query"))
                .isNotEmpty()
                .allMatch(it -> it.path("name").asString().matches("[a-z][A-Za-z0-9]*"));
    }

    @Test
    @DisplayName("version-header, error-handling/problem-details: every answer is documented with both")
    void everyDocumentedAnswerHasItsVersionAndEveryErrorIsAProblem() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.path("operationId").asString("")).isNotBlank();
            assertThat(operation.path("summary").asString("")).isNotBlank();
            assertThat(operation.path("responses").propertyNames()).contains("401", "403", "503");
        });
        assertThat(operations().flatMap(it -> it.path("responses").propertyStream()))
                .allSatisfy(response -> {
                    var answer = resolved(response.getValue());
                    assertThat(answer.path("headers").has("API-Version")).isTrue();
                    if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                        assertThat(answer.path("content").propertyNames())
                                .containsExactly(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                    }
                });
    }

    @Test
    void answersAreAsTheirSchemasSay() {
        var account = data.account();
        var user = UUID.fromString(json(post(
                        callers.identityLinkService(),
                        "/internal/registrations",
                        Map.of(
                                "linkAttemptId",
                                UUID.randomUUID(),
                                "proof",
                                Map.of("kind", "account", "id", account.id()),
                                "email",
                                "naam@school.example.nl",
                                "kvkNumber",
                                TestData.KVK)))
                .path("portalUserId")
                .asString());

        fits("InstitutionPage", get(callers.officer(), ROOT + "/institutions?query=school"), 200);
        fits("Institution", get(callers.officer(), ROOT + "/institutions/" + account.institution()), 200);
        fits("PortalUser", get(callers.person(user), ROOT + "/portal-users/me"), 200);
        fits(
                "IssuedActivationCode",
                post(
                        callers.officer(),
                        ROOT + "/institutions/" + account.institution() + "/activation-codes",
                        Map.of()),
                201);
        var upload = upload("no;such;columns\n", "text/csv");
        fits("Import", upload, 202);
        Awaitility.await().until(() -> data.count("import_job where state in ('QUEUED', 'RUNNING')") == 0);
        fits(
                "Import",
                get(
                        callers.officer(),
                        ROOT + "/imports/" + json(upload).path("id").asString()),
                200);
    }

    @Test
    @DisplayName("version-header, problem-details, all-errors: every error is a problem and names the version")
    void errorsAreProblemsWithTheVersion() {
        problem(400, get(callers.officer(), ROOT + "/institutions?query=a&after=far-too-long"));
        problem(400, get(callers.officer(), ROOT + "/institutions"));
        problem(400, get(callers.officer(), ROOT + "/imports/not-an-id"));
        problem(401, get(callers.nobody(), ROOT + "/institutions?query=bo"));
        problem(403, get(callers.machine("pins:issue"), ROOT + "/institutions?query=bo"));
        problem(403, get(callers.officer(), ROOT + "/no-such-thing"));
        problem(404, get(callers.officer(), ROOT + "/institutions/99ZZ"));
        problem(404, get(callers.officer(), ROOT + "/institutions/"));
        problem(404, get(callers.nobody(), ROOT + "/"));
        problem(405, exchange(callers.officer().method(HttpMethod.PUT).uri(ROOT + "/imports/boards")));
        problem(
                406,
                exchange(callers.officer()
                        .get()
                        .uri(ROOT + "/institutions?query=bo")
                        .accept(MediaType.IMAGE_PNG)));
        problem(415, upload("{}", "application/json"));
    }

    @Test
    @DisplayName("all-errors: all wrong fields are named together")
    void wrongQueryNamesAllItsFields() {
        var answer = json(get(callers.officer(), ROOT + "/institutions?query=a&after=far-too-long"));

        assertThat(answer.path("errors")
                        .valueStream()
                        .map(it -> it.path("field").asString()))
                .containsExactlyInAnyOrder("query", "after");
    }

    private Set<String> documented() {
        return document.at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The imports are one mapping, and three addresses: the variable would be the same as that of a look-up. */
    private Set<String> mapped() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(OpenApiIntegrationTests::addresses)
                .filter(address -> address.contains(" " + ROOT))
                .map(address -> address.replace(ROOT, ""))
                .flatMap(address -> address.endsWith("{kind}")
                        ? Stream.of("boards", "institutions", "accounts").map(it -> address.replace("{kind}", it))
                        : Stream.of(address))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> addresses(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternsCondition().getPatterns().stream()
                        .map(pattern -> method + " " + pattern.getPatternString()));
    }

    private Stream<JsonNode> operations() {
        return document.at("/paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private String text(String pointer) {
        return document.at(pointer).asString("");
    }

    private void problem(int status, EntityExchangeResult<byte[]> answer) {
        fits("Problem", answer, status);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
    }

    private void fits(String schema, EntityExchangeResult<byte[]> answer, int status) {
        assertThat(answer.getStatus().value()).isEqualTo(status);
        assertThat(answer.getResponseHeaders().getFirst("API-Version")).isEqualTo(text("/info/version"));
        var whole = mapper.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        whole.set("components", document.path("components"));
        var faults = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(body(answer), InputFormat.JSON);
        assertThat(faults).as("%s: %s", schema, body(answer)).isEmpty();
    }

    private JsonNode json(EntityExchangeResult<byte[]> answer) {
        return mapper.readTree(body(answer));
    }

    private static String body(EntityExchangeResult<byte[]> answer) {
        return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
    }

    private static EntityExchangeResult<byte[]> get(WebTestClient caller, String path) {
        return exchange(caller.get().uri(path));
    }

    private static EntityExchangeResult<byte[]> post(WebTestClient caller, String path, Map<String, ?> body) {
        return exchange(caller.post().uri(path).bodyValue(body));
    }

    private EntityExchangeResult<byte[]> upload(String content, String type) {
        return exchange(callers.officer()
                .post()
                .uri(ROOT + "/imports/boards")
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static EntityExchangeResult<byte[]> exchange(WebTestClient.RequestHeadersSpec<?> request) {
        return request.exchange().expectBody().returnResult();
    }
}
