// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Whether the tests of this JVM use containers. The setting {@code koppelpunt.test.infrastructure} (or the environment
 * variable {@code KOPPELPUNT_TEST_INFRASTRUCTURE}) is {@code auto}, {@code embedded} or {@code containers}.
 */
final class Containers {

    static final String SETTING = "koppelpunt.test.infrastructure";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Containers() {}

    static boolean chosen() {
        return Choice.CONTAINERS;
    }

    /** A setting of the tests: system property first, then environment, then the default. */
    static String setting(String name, String otherwise) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
        return firstOf(System.getProperty(name), System.getenv(variable), otherwise);
    }

    private static String firstOf(@Nullable String property, @Nullable String variable, String otherwise) {
        if (property != null) {
            return property;
        }
        return variable != null ? variable : otherwise;
    }

    private static boolean choose() {
        var choice = new InfrastructureChoice(
                DockerEngines.of(System.getenv(), System.getProperty("user.home")),
                PATIENCE,
                () -> DockerClientFactory.instance().isDockerAvailable(),
                LoggerFactory.getLogger(Containers.class)::warn);
        return choice.containers(setting(SETTING, "auto"));
    }

    /** Made at the first question, so that a refusal reaches the test that asks. */
    private static final class Choice {
        static final boolean CONTAINERS = choose();
    }
}
