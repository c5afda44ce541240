// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What one run is asked.
 *
 * @param repository the checkout whose {@code target} folders hold the programs
 * @param data where state lives
 * @param portOffset added to every port
 * @param clean wipe state first
 * @param startTimeout how long the programs together may take to become healthy
 * @param properties extra settings, the same for every program; for tests
 */
record Settings(
        Path repository,
        Path data,
        int portOffset,
        boolean clean,
        Duration startTimeout,
        Map<String, String> properties) {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    Settings {
        if (portOffset < 0 || portOffset > 40_000) {
            throw new StartFailure("--port-offset must be a number from 0 to 40000.");
        }
    }

    /** Reads {@code --port-offset N} and {@code --clean}; the scripts name the two folders in system properties. */
    static Settings parse(String... arguments) {
        var offset = 0;
        var clean = false;
        for (var i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--clean" -> clean = true;
                case "--port-offset" -> offset = number(++i < arguments.length ? arguments[i] : "");
                default -> throw new StartFailure("Unknown option " + arguments[i] + ".");
            }
        }
        var repository =
                Path.of(System.getProperty("koppelpunt.repository", ".")).toAbsolutePath();
        var data = Path.of(System.getProperty("koppelpunt.data", "deploy/local/.data"))
                .toAbsolutePath();
        return new Settings(repository, data, offset, clean, START_TIMEOUT, Map.of());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
