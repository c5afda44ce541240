// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import nl.koppelpunt.gateway.portal.Failure.WayOn;
import org.jspecify.annotations.Nullable;

/**
 * The words of a failure.
 *
 * @param what what happened
 * @param advice what the reader can do now
 */
record FailurePage(Message title, Message what, Message advice, Way wayOn) {

    record Way(String href, Message label) {}

    static FailurePage of(Failure failure, @Nullable Duration retryAfter) {
        var key = "failure." + failure.code();
        return new FailurePage(
                Message.of(key + ".title"),
                Message.of(key + ".what"),
                Message.of(key + ".advice", Objects.requireNonNullElse(retryAfter, Duration.ofMinutes(1))),
                wayOn(failure.wayOn()));
    }

    static Way wayOn(WayOn wayOn) {
        return new Way(wayOn.href(), Message.of("way-on." + wayOn.name().toLowerCase(Locale.ROOT)));
    }
}
