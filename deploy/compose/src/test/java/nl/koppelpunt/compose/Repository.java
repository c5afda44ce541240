// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where things are in the source tree, and what the build made of them. */
final class Repository {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static final String VERSION = System.getProperty("koppelpunt.version");

    /** The programs of the product and, last, the one that only plays along on one machine; by their folder. */
    static final Map<String, String> PROGRAMS = Map.of(
            "gateway", "gateway",
            "identity-link-service", "identity-link-service",
            "account-service", "account-service",
            "pin-service", "pin-service",
            "notification-service", "notification-service",
            "broker-simulator", "deploy/broker-simulator");

    private Repository() {}

    static Path jar(String program) {
        return target(program).resolve(program + "-" + VERSION + "-exec.jar");
    }

    static Path image(String program) {
        return target(program).resolve(program + "-image.tar");
    }

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path target(String program) {
        return ROOT.resolve(PROGRAMS.get(program)).resolve("target");
    }
}
