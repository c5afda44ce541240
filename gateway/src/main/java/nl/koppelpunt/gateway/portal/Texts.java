// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of the portal: messages, with the names of this portal in them, and moments as people read them. */
@Component
class Texts {

    static final Locale DUTCH = Locale.of("nl", "NL");

    private final MessageSource messages;
    private final PortalProperties portal;
    private final DateTimeFormatter time;
    private final Clock clock;

    Texts(MessageSource messages, PortalProperties portal, Clock clock) {
        this.messages = messages;
        this.portal = portal;
        this.time = DateTimeFormatter.ofPattern("HH.mm", DUTCH).withZone(portal.timeZone());
        this.clock = clock;
    }

    /** The message, with the name of the portal as {0}, of its helpdesk as {1} and the given value as {2}. */
    String of(String key, @Nullable Object value) {
        return messages.getMessage(
                key, new Object[] {portal.name(), portal.helpdesk(), value == null ? "" : value}, DUTCH);
    }

    String of(String key) {
        return of(key, null);
    }

    /** The message, or the fallback's where there is none under that key. */
    String orElse(String key, String fallback) {
        var text = messages.getMessage(key, new Object[] {portal.name(), portal.helpdesk()}, "", DUTCH);
        return text == null || text.isEmpty() ? of(fallback) : text;
    }

    @Nullable
    String time(@Nullable Instant moment) {
        return moment == null ? null : time.format(moment);
    }

    /** The moment, when it is still to come. */
    @Nullable
    String timeToCome(@Nullable Instant moment) {
        return moment == null || moment.isBefore(clock.instant()) ? null : time(moment);
    }

    @Nullable
    Duration until(@Nullable Instant moment) {
        return moment == null ? null : Duration.between(clock.instant(), moment);
    }

    FailurePage page(Failure failure, @Nullable Duration retryAfter) {
        var key = "failure." + failure.code();
        return new FailurePage(
                of(key + ".title"),
                of(key + ".what"),
                of(key + ".advice", wait(retryAfter)),
                new FailurePage.Way(
                        failure.wayOn().href(),
                        of("way-on." + failure.wayOn().name().toLowerCase(Locale.ROOT))));
    }

    /** How long to wait, rounded up to minutes. */
    static String wait(@Nullable Duration wait) {
        var minutes = wait == null ? 1 : Math.max(1, wait.plusSeconds(59).toMinutes());
        return minutes == 1 ? "1 minuut" : minutes + " minuten";
    }
}
