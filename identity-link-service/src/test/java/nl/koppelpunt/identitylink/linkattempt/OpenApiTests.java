// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.identitylink.Browser.Answer;
import nl.koppelpunt.identitylink.FakeBrokerLogOut;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@LinkServiceTest
@DisplayName("the document of the interface says what the service does")
class OpenApiTests extends LinkFixture {

    private static final String ROOT = "/api/links/v1";

    @Autowired
    RequestMappingHandlerMapping mappings;

    @Autowired
    FakeBrokerLogOut broker;

    private JsonNode document = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void readDocument() {
        var answer = browsers.open().get(ROOT + "/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        document = answer.body();
    }

    @Test
    @DisplayName("doc-openapi, publish-openapi: anybody reads it, from a page of any origin")
    void documentIsOpenToEverybody() {
        var answer = browsers.open().get(ROOT + "/openapi.json");

        assertThat(answer.headers()).containsEntry("Access-Control-Allow-Origin", "*");
        assertThat(answer.headers()).containsEntry("API-Version", text("/info/version"));
        assertThat(text("/openapi")).startsWith("3.1.");
        assertThat(text("/servers/0/url")).isEqualTo(ROOT);
        assertThat(document.at("/info/contact").propertyNames()).contains("name", "url", "email");
    }

    @Test
    void everyOperationIsDescribedAndNoOther() {
        assertThat(documented()).isNotEmpty().isEqualTo(mapped());
    }

    @Test
    @DisplayName("version-header, error-handling/problem-details: every answer is documented with both")
    void everyAnswerHasItsVersionAndEveryErrorIsAProblem() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.path("operationId").asString("")).isNotBlank();
            assertThat(operation.path("summary").asString("")).isNotBlank();
            assertThat(operation.path("description").asString("")).isNotBlank();
            assertThat(operation.path("responses").propertyNames()).contains("401", "403", "503");
        });
        assertThat(operations().flatMap(it -> it.path("responses").propertyStream()))
                .allSatisfy(response -> {
                    var answer = resolved(response.getValue());
                    assertThat(answer.path("headers").has("API-Version")).isTrue();
                    if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                        assertThat(answer.path("content").propertyNames()).containsExactly("application/problem+json");
                    }
                });
    }

    @Test
    void answersAreAsTheirSchemasSay() {
        fits("Session", browsers.open().session());
        assertThat(browser.logIn(me)).isFalse();
        fits("Session", browser.session());
        fits("LinkAttempt", browser.linkAttempt());
        fits("Problem", browser.prove("", "", ""));
        fits("Problem", browser.prove(email, username, "wrong"));
        fits("LinkAttempt", browser.prove(email, username, password));
        fits("LinkAttempt", browser.post(ROOT + "/link-attempt/corrections"));
        fits("Problem", browser.post(ROOT + "/link-attempt/pin-requests"));
        fits("LinkAttempt", browser.prove(email, username, password));
        fits(
                "Confirmation",
                browser.confirm(pins.otherThan(pin()), UUID.randomUUID().toString()));
        fits("Confirmation", browser.confirm(pin()));
        fits("Session", browser.session());
        fits("Problem", browser.linkAttempt());
        broker.answers(Mono.just(URI.create("/eherkenning/logout?ticket=abc")));
        fits("LoggedOut", browser.delete(ROOT + "/session"));
        broker.answers(Mono.empty());
        fits("Problem", browsers.open().linkAttempt());
    }

    private void fits(String schema, Answer answer) {
        assertThat(answer.headers()).containsEntry("API-Version", text("/info/version"));
        var whole = JsonMapper.shared().createObjectNode().put("$ref", "#/components/schemas/" + schema);
        whole.set("components", document.path("components"));
        var faults = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(answer.body().toString(), InputFormat.JSON);
        assertThat(faults).as("%s: %s", schema, answer.body()).isEmpty();
    }

    private Set<String> documented() {
        return document.at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> mapped() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(OpenApiTests::addresses)
                .filter(address -> address.contains(" " + ROOT))
                .map(address -> address.replace(ROOT, ""))
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
}
