// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of a log as a person reads it; what is no JSON, as PostgreSQL's lines are none, stays as it is. */
final class LogLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final JsonMapper JSON = JsonMapper.shared();

    private LogLine() {}

    static String readable(String line) {
        if (!line.startsWith("{")) {
            return Printable.text(line);
        }
        try {
            return Printable.text(readable(JSON.readTree(line)));
        } catch (JacksonException e) {
            return Printable.text(line);
        }
    }

    private static String readable(JsonNode entry) {
        var log = entry.path("log");
        var text = "%s %-5s %s %s"
                .formatted(
                        time(entry.path("@timestamp").asString("")),
                        log.path("level").asString(""),
                        shortened(log.path("logger").asString("")),
                        entry.path("message").asString(""));
        var trace = entry.path("error").path("stack_trace").asString("");
        return trace.isEmpty() ? text : text + "\n" + trace.stripTrailing();
    }

    private static String time(String timestamp) {
        try {
            return TIME.format(Instant.parse(timestamp));
        } catch (DateTimeException e) {
            return timestamp;
        }
    }

    /** {@code nl.koppelpunt.pin.PinIssuance} as {@code n.k.p.PinIssuance}. */
    private static String shortened(String logger) {
        return logger.replaceAll("(?<=^|\\.)([^.])[^.]*\\.", "$1.");
    }
}
