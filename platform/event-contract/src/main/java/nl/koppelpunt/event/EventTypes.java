// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of events on the wire. They follow from the records, so a new record has a type, a topic, a schema and a
 * sample by convention.
 */
public final class EventTypes {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private static final Map<String, Class<? extends KoppelpuntEvent>> BY_TYPE = Arrays.stream(
                    KoppelpuntEvent.class.getPermittedSubclasses())
            .flatMap(room -> Arrays.stream(room.getPermittedSubclasses()))
            .<Class<? extends KoppelpuntEvent>>map(event -> event.asSubclass(KoppelpuntEvent.class))
            .collect(Collectors.toUnmodifiableMap(EventTypes::typeOf, Function.identity()));

    private EventTypes() {}

    /** The CloudEvents type, as {@code nl.koppelpunt.pins.pin-issued.v1}. */
    public static String typeOf(Class<? extends KoppelpuntEvent> event) {
        return "nl." + topicOf(event) + "." + nameOf(event) + ".v1";
    }

    /** The record of a type, or null for a type this version does not know. */
    public static @Nullable Class<? extends KoppelpuntEvent> classOf(String type) {
        return BY_TYPE.get(type);
    }

    public static String topicOf(Class<? extends KoppelpuntEvent> event) {
        if (PinEvent.class.isAssignableFrom(event)) {
            return Topics.PINS;
        } else if (AccountEvent.class.isAssignableFrom(event)) {
            return Topics.ACCOUNTS;
        } else if (IdentityLinkEvent.class.isAssignableFrom(event)) {
            return Topics.IDENTITY_LINKS;
        } else if (NotificationEvent.class.isAssignableFrom(event)) {
            return Topics.NOTIFICATIONS;
        }
        throw new IllegalArgumentException("No topic for " + event);
    }

    /** Name of the JSON Schema on the class path, beside {@link KoppelpuntEvent}. */
    public static String schemaOf(Class<? extends KoppelpuntEvent> event) {
        return nameOf(event) + ".v1.schema.json";
    }

    /** Name of the sample on the class path, beside {@link KoppelpuntEvent}. */
    public static String sampleOf(Class<? extends KoppelpuntEvent> event) {
        return nameOf(event) + ".v1.sample.json";
    }

    public static Set<Class<? extends KoppelpuntEvent>> all() {
        return Set.copyOf(BY_TYPE.values());
    }

    private static String nameOf(Class<? extends KoppelpuntEvent> event) {
        return WORD_START.matcher(event.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
