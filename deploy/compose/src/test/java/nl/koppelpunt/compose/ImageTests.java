// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import nl.koppelpunt.compose.ComposeFile.Service;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Opens the images as an engine would; under the profile that makes them. */
@EnabledIfSystemProperty(named = "koppelpunt.images", matches = "true")
class ImageTests {

    private static final int SET_USER_OR_GROUP = 06000;
    private static final int WRITABLE_BY_OTHERS = 02;
    private static final Instant JIB_KNOWS_NO_TIME = Instant.ofEpochSecond(1);
    private static final Instant SOURCE = Instant.parse(System.getProperty("koppelpunt.timestamp"));
    private static final Map<String, Archive> OPENED = new ConcurrentHashMap<>();

    static Stream<Service> programs() {
        return ComposeFile.read().programs().stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void runsAsNobodyInParticular(Service program) throws IOException {
        assertThat(configuration(program).path("User").asString()).isEqualTo("10001:10001");
    }

    /** No shell in between: the program gets the signal to stop. */
    @ParameterizedTest
    @MethodSource("programs")
    void startsTheProgramItself(Service program) throws IOException {
        var command = configuration(program)
                .path("Entrypoint")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(command.getFirst()).isEqualTo("java");
        assertThat(command).contains("-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError");
        assertThat(image(program).names())
                .contains("app/classes/" + command.getLast().replace('.', '/') + ".class");
        assertThat(configuration(program).path("Cmd").size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void saysWhatItIs(Service program) throws IOException {
        var labels = new TreeMap<String, String>();
        configuration(program)
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(
                        label.getKey().replace("org.opencontainers.image.", ""),
                        label.getValue().asString()));

        assertThat(labels)
                .containsEntry("title", program.name())
                .containsEntry("version", Repository.VERSION)
                .containsEntry("licenses", "EUPL-1.2")
                .containsKeys("source", "description", "base.name");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void exposesThePortsThatAreUsed(Service program) throws IOException {
        var exposed = configuration(program).path("ExposedPorts").propertyNames();

        assertThat(program.ports())
                .allSatisfy(port -> assertThat(exposed).contains(port.substring(port.lastIndexOf(':') + 1) + "/tcp"));
    }

    /** The time of the build is nowhere in it, so that the same source gives the same image. */
    @ParameterizedTest
    @MethodSource("programs")
    void everythingInItHasTheTimeOfTheSourceOrNone(Service program) throws IOException {
        var created =
                Instant.parse(image(program).configuration().path("created").asString());

        assertThat(image(program).entries().stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(entry -> entry.getLastModifiedTime().toInstant())
                        .distinct())
                .isSubsetOf(created, JIB_KNOWS_NO_TIME);
        assertThat(created).isEqualTo(SOURCE);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void nothingInItGivesRightsOrCanBeChanged(Service program) throws IOException {
        assertThat(image(program).entries())
                .allSatisfy(entry -> assertThat(entry.getMode() & (SET_USER_OR_GROUP | WRITABLE_BY_OTHERS))
                        .as(entry.getName())
                        .isZero());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void holdsTheCheckThatTheEngineRuns(Service program) throws IOException {
        assertThat(image(program).names()).contains("health-check/nl/koppelpunt/health/HealthCheck.class");
    }

    private static JsonNode configuration(Service program) throws IOException {
        return image(program).configuration().path("config");
    }

    private static Archive image(Service program) throws IOException {
        var opened = OPENED.get(program.name());
        if (opened == null) {
            opened = Archive.ofImage(Repository.image(program.name()));
            OPENED.put(program.name(), opened);
        }
        return opened;
    }
}
