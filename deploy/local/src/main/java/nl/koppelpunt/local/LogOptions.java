// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code logs} is asked.
 *
 * @param service absent: only tell which there are
 */
record LogOptions(@Nullable String service, int lines, boolean follow, boolean json) {

    private static final int LINES = 50;
    private static final int MOST = 1_000_000;
    private static final String USAGE = "Usage: logs [<service> [--follow] [--lines N] [--json]]";

    static LogOptions parse(List<String> arguments) {
        String service = null;
        var lines = LINES;
        var follow = false;
        var json = false;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--follow", "-f" -> follow = true;
                case "--json" -> json = true;
                case "--lines" -> lines = number(rest.hasNext() ? rest.next() : "");
                default -> {
                    if (service != null || argument.startsWith("-")) {
                        throw new StartFailure(USAGE);
                    }
                    service = argument;
                }
            }
        }
        if (service == null && !arguments.isEmpty()) {
            throw new StartFailure(USAGE);
        }
        return new LogOptions(service, lines, follow, json);
    }

    private static int number(String text) {
        try {
            var number = Integer.parseInt(text);
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of bounds.
        }
        throw new StartFailure("--lines needs a number from 0 to " + MOST + ".");
    }
}
