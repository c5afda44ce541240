// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.KoppelpuntEvent;

/** Holds each event to its schema before it is told: what is once in a topic cannot be taken back. */
final class EventSchemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<Class<? extends KoppelpuntEvent>, Schema> schemas = new ConcurrentHashMap<>();

    /** Ends with an {@link IllegalArgumentException} that names the places that are wrong and repeats nothing of them. */
    void check(Class<? extends KoppelpuntEvent> event, String payload) {
        var errors = schemas.computeIfAbsent(event, this::schema)
                .validate(
                        payload,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(EventTypes.typeOf(event) + " does not obey its schema: "
                    + errors.stream()
                            .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                            .collect(Collectors.joining(", ")));
        }
    }

    private Schema schema(Class<? extends KoppelpuntEvent> event) {
        String name = EventTypes.schemaOf(event);
        try (var stream = Objects.requireNonNull(KoppelpuntEvent.class.getResourceAsStream(name), name)) {
            return registry.getSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
