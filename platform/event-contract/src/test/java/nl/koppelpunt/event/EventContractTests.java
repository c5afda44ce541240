// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventContractTests {

    private final JsonMapper json = JsonMapper.builder().build();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Collection<Class<? extends KoppelpuntEvent>> events() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void sampleObeysItsSchema(Class<? extends KoppelpuntEvent> event) throws IOException {
        assertThat(validate(event, read(EventTypes.sampleOf(event)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void schemaRefusesAnEmptyObject(Class<? extends KoppelpuntEvent> event) throws IOException {
        assertThat(validate(event, "{}")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void schemaRefusesWordsWhereAnInstantBelongs(Class<? extends KoppelpuntEvent> event) throws IOException {
        var sample = (ObjectNode) json.readTree(read(EventTypes.sampleOf(event)));
        sample.propertyNames().stream()
                .filter(name -> name.endsWith("At"))
                .toList()
                .forEach(name -> sample.put(name, "yesterday"));
        assertThat(validate(event, sample.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void recordSurvivesTheRoundTrip(Class<? extends KoppelpuntEvent> event) throws IOException {
        JsonNode sample = json.readTree(read(EventTypes.sampleOf(event)));
        KoppelpuntEvent read = json.treeToValue(sample, event);
        JsonNode written = json.readTree(json.writeValueAsString(read));
        assertThat(written).isEqualTo(sample);
        assertThat(validate(event, written.toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void schemaNamesExactlyTheComponentsOfTheRecord(Class<? extends KoppelpuntEvent> event) throws IOException {
        JsonNode schema = json.readTree(read(EventTypes.schemaOf(event)));
        assertThat(schema.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(components(event).toList());
        assertThat(schema.path("title").stringValue()).isEqualTo(EventTypes.typeOf(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void typeLeadsBackToItsRecord(Class<? extends KoppelpuntEvent> event) {
        assertThat(EventTypes.classOf(EventTypes.typeOf(event))).isEqualTo(event);
    }

    @Test
    void typesAndTopicsAreTheAgreedOnes() {
        assertThat(EventTypes.typeOf(PinEvent.PinIssued.class)).isEqualTo("nl.koppelpunt.pins.pin-issued.v1");
        assertThat(EventTypes.typeOf(IdentityLinkEvent.LinkAttemptAbandoned.class))
                .isEqualTo("nl.koppelpunt.identity-links.link-attempt-abandoned.v1");
        assertThat(EventTypes.topicOf(AccountEvent.InstitutionAdded.class)).isEqualTo("koppelpunt.accounts");
        assertThat(EventTypes.topicOf(NotificationEvent.MailSent.class)).isEqualTo("koppelpunt.notifications");
    }

    @Test
    void unknownTypeHasNoRecord() {
        assertThat(EventTypes.classOf("nl.koppelpunt.pins.pin-issued.v9")).isNull();
    }

    @Test
    void everyFactIsARecord() {
        assertThat(EventTypes.all()).hasSize(27).allMatch(Class::isRecord);
    }

    @Test
    void noEventHasAComponentForPersonalDataInClear() {
        Set<String> forbidden = Set.of("email", "pin", "password", "recipients", "activationCode", "kvkNumber");
        assertThat(EventTypes.all().stream().flatMap(EventContractTests::components))
                .doesNotContainAnyElementsOf(forbidden);
    }

    private List<com.networknt.schema.Error> validate(Class<?> event, String document) throws IOException {
        Schema schema = schemas.getSchema(read(EventTypes.schemaOf(event.asSubclass(KoppelpuntEvent.class))));
        return schema.validate(
                document,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Stream<String> components(Class<?> event) {
        return Arrays.stream(event.getRecordComponents()).map(component -> component.getName());
    }

    private static String read(String resource) throws IOException {
        try (var stream = KoppelpuntEvent.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
