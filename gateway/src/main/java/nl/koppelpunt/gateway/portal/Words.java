// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import nl.koppelpunt.gateway.language.Language;
import nl.koppelpunt.gateway.portal.PortalProperties.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The words of the portal in one language. A message may name the portal {0}, its helpdesk {1}, what it is about {2}, the
 * address of the helpdesk {3}, the former name of the portal {4} and the day the old login ended {5}.
 */
record Words(MessageSource messages, PortalProperties portal, Names names, Language language) {

    public String of(String key) {
        return of(Message.of(key));
    }

    public String of(String key, @Nullable Object value) {
        return of(Message.of(key, value));
    }

    public String of(Message message) {
        var arguments = arguments(message.value());
        var fallback = message.fallback();
        if (fallback == null) {
            return messages.getMessage(message.key(), arguments, language.locale());
        }
        var words = messages.getMessage(message.key(), arguments, "", language.locale());
        return words == null || words.isEmpty() ? of(fallback, message.value()) : words;
    }

    public Sentence sentence(String key) {
        return sentence(key, null);
    }

    public Sentence sentence(String key, @Nullable Object value) {
        return Sentence.of(of(key, value));
    }

    private Object[] arguments(@Nullable Object value) {
        return new Object[] {
            portal.name(),
            names.helpdesk(),
            described(value),
            portal.helpdeskEmail(),
            portal.formerName(),
            names.oldLoginEnded()
        };
    }

    private String described(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Duration wait -> minutes(wait);
            case Instant moment -> time(moment);
            default -> value.toString();
        };
    }

    private String time(Instant moment) {
        return DateTimeFormatter.ofPattern(of("format.time"), language.locale())
                .withZone(portal.timeZone())
                .format(moment);
    }

    /** Rounded up: who waits that long has waited long enough. */
    private String minutes(Duration wait) {
        var minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        return minutes == 1 ? of("wait.one") : of("wait.many", minutes);
    }
}
