// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run is asked.
 *
 * @param repository the checkout whose {@code target} folders hold the programs
 * @param data where state lives
 * @param portOffset added to every port
 * @param clean wipe state first
 * @param broker to log in at; absent: the simulator
 * @param prepareNextStart make, once the stack is up, what lets the next start be quick
 * @param startTimeout how long the programs together may take to become healthy
 * @param properties extra settings, the same for every program; for tests
 */
record Settings(
        Path repository,
        Path data,
        int portOffset,
        boolean clean,
        @Nullable OtherBroker broker,
        boolean prepareNextStart,
        Duration startTimeout,
        Map<String, String> properties) {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);

    Settings {
        if (portOffset < 0 || portOffset > 40_000) {
            throw new StartFailure("--port-offset must be a number from 0 to 40000.");
        }
    }

    /** Reads the options of {@code up}; the scripts name the two folders in system properties. */
    static Settings parse(String... arguments) {
        var offset = 0;
        var clean = false;
        var broker = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--clean" -> clean = true;
                case "--port-offset" -> offset = number(++i < arguments.length ? arguments[i] : "");
                case OtherBroker.METADATA, OtherBroker.AUTHORITY, OtherBroker.SIGNER ->
                    broker.put(arguments[i], ++i < arguments.length ? arguments[i] : "");
                default -> throw new StartFailure("Unknown option " + Printable.text(arguments[i]) + ".");
            }
        }
        return new Settings(
                folder("koppelpunt.repository", "."),
                folder("koppelpunt.data", "deploy/local/.data"),
                offset,
                clean,
                OtherBroker.of(broker),
                true,
                START_TIMEOUT,
                Map.of());
    }

    /** What is started: another broker takes the place of the simulator. */
    List<Program> programs() {
        return Arrays.stream(Program.values())
                .filter(program -> broker == null || program != Program.SIMULATOR)
                .toList();
    }

    private static Path folder(String property, String otherwise) {
        return Path.of(System.getProperty(property, otherwise)).toAbsolutePath();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
