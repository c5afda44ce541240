// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs of two versions read each other's events, and topics keep old ones: within a type an event may gain an optional
 * property and nothing else. Held against the schemas and samples of the last release, in {@code released}.
 */
class CompatibilityTests {

    private static final Path RELEASED = Path.of("released");
    private static final Path CURRENT = Path.of("src", "main", "resources", "nl", "koppelpunt", "event");

    private final JsonMapper json = JsonMapper.builder().build();

    static List<String> schemas() throws IOException {
        return names(".schema.json");
    }

    static List<String> samples() throws IOException {
        return names(".sample.json");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aReleasedEventHasOnlyGainedWhatIsOptional(String name) throws IOException {
        assertThat(breaks(read(RELEASED, name), read(CURRENT, name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aReleasedEventIsStillRead(String name) throws IOException {
        JsonNode sample = read(RELEASED, name);
        Class<? extends KoppelpuntEvent> event = EventTypes.all().stream()
                .filter(each -> EventTypes.sampleOf(each).equals(name))
                .findFirst()
                .orElseThrow();
        JsonNode again = json.readTree(json.writeValueAsString(json.treeToValue(sample, event)));
        assertThat(sample.properties())
                .allSatisfy(property -> assertThat(again.get(property.getKey())).isEqualTo(property.getValue()));
    }

    @Test
    void theRuleSeesWhatBreaks() throws IOException {
        assertThat(afterChange(schema -> properties(schema).remove("purpose"))).containsExactly("purpose is gone");
        assertThat(afterChange(schema -> ((ObjectNode) properties(schema).get("purpose")).put("type", "integer")))
                .containsExactly("purpose is another");
        assertThat(afterChange(schema -> schema.withArray("required").remove(0)))
                .containsExactly("other properties are required");
        assertThat(afterChange(schema -> {
                    properties(schema).putObject("more").put("type", "string");
                    schema.withArray("required").add("more");
                }))
                .containsExactly("other properties are required");
    }

    @Test
    void theRuleAllowsWhatIsAddedAndOtherWords() throws IOException {
        assertThat(afterChange(schema -> {
                    properties(schema).putObject("more").put("type", "string");
                    ((ObjectNode) properties(schema).get("purpose")).put("description", "In other words");
                }))
                .isEmpty();
    }

    private List<String> afterChange(Consumer<ObjectNode> change) throws IOException {
        var changed = (ObjectNode) read(RELEASED, "pin-issued.v1.schema.json");
        change.accept(changed);
        return breaks(read(RELEASED, "pin-issued.v1.schema.json"), changed);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static List<String> breaks(JsonNode released, JsonNode current) {
        List<String> found = new ArrayList<>();
        released.get("properties").properties().forEach(property -> {
            JsonNode now = current.get("properties").get(property.getKey());
            if (now == null) {
                found.add(property.getKey() + " is gone");
            } else if (!wordless(now).equals(wordless(property.getValue()))) {
                found.add(property.getKey() + " is another");
            }
        });
        if (found.isEmpty() && !released.get("required").equals(current.get("required"))) {
            found.add("other properties are required");
        }
        return found;
    }

    private static JsonNode wordless(JsonNode property) {
        var copy = (ObjectNode) property.deepCopy();
        copy.remove("description");
        return copy;
    }

    private JsonNode read(Path folder, String name) throws IOException {
        return json.readTree(Files.readString(folder.resolve(name)));
    }

    private static List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
