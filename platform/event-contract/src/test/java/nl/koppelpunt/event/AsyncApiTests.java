// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What other systems read about our events names every one of them, on its topic, by its own schema. */
class AsyncApiTests {

    private static final Path FOLDER = Path.of("..", "..", "docs", "api");

    private final Map<String, Object> document = document();

    @Test
    void everyEventIsAMessageWithItsSchema() {
        Map<String, Object> messages = map(map(document, "components"), "messages");
        assertThat(messages.values())
                .map(message -> String.valueOf(asMap(message).get("name")))
                .containsExactlyInAnyOrderElementsOf(
                        EventTypes.all().stream().map(EventTypes::typeOf).toList());
        assertThat(messages.values()).allSatisfy(message -> {
            Map<String, Object> schema = map(map(asMap(message), "payload"), "schema");
            Path file = FOLDER.resolve(String.valueOf(schema.get("$ref")));
            assertThat(Files.readString(file))
                    .contains("\"title\": \"" + asMap(message).get("name") + "\"");
        });
    }

    @Test
    void everyEventIsOnItsTopic() {
        Map<String, Object> channels = map(document, "channels");
        for (Class<? extends KoppelpuntEvent> event : EventTypes.all()) {
            assertThat(channels.values())
                    .filteredOn(channel ->
                            EventTypes.topicOf(event).equals(asMap(channel).get("address")))
                    .singleElement()
                    .satisfies(channel ->
                            assertThat(map(asMap(channel), "messages")).containsKey(camelCase(event.getSimpleName())));
        }
    }

    private static Map<String, Object> document() {
        try {
            return new Yaml().load(Files.readString(FOLDER.resolve("asyncapi.yaml")));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String camelCase(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Map<String, Object> map(Map<String, Object> node, String name) {
        return asMap(Objects.requireNonNull(node.get(name), name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }
}
