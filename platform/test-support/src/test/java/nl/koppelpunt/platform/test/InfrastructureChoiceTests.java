// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.FakeEngine.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureChoiceTests {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    private Path home;

    private final List<String> warnings = new ArrayList<>();
    private boolean usable = true;

    static Stream<Arguments> usualPlaces() {
        return Stream.of(
                // setting, what is behind the socket in the home folder, containers, warnings
                arguments("auto", Behaviour.ANSWERS, true, 0),
                arguments("auto", Behaviour.ABSENT, false, 0),
                arguments("auto", Behaviour.DEAD, false, 1),
                arguments("auto", Behaviour.HANGS, false, 1),
                arguments("auto", Behaviour.FAILS, false, 1),
                arguments("auto", Behaviour.HANGS_UP, false, 1),
                arguments("embedded", Behaviour.ANSWERS, false, 0),
                arguments("embedded", Behaviour.HANGS, false, 0),
                arguments("containers", Behaviour.ANSWERS, true, 0));
    }

    @ParameterizedTest
    @MethodSource("usualPlaces")
    void anEngineIsUsedWhereItAnswers(String setting, Behaviour behaviour, boolean containers, int words)
            throws IOException {
        try (var _ = new FakeEngine(socket(), behaviour)) {
            assertThat(choice(engines(Map.of())).containers(setting)).isEqualTo(containers);
        }
        assertThat(warnings).hasSize(words);
    }

    @ParameterizedTest
    @MethodSource("usualPlaces")
    void theEngineOfDockerHostIsAskedInTheSameWay(String setting, Behaviour behaviour, boolean containers)
            throws IOException {
        var elsewhere = home.resolve("elsewhere.sock");
        try (var _ = new FakeEngine(elsewhere, behaviour)) {
            var engines = engines(Map.of("DOCKER_HOST", "unix://" + elsewhere));
            assertThat(choice(engines).containers(setting)).isEqualTo(containers);
        }
    }

    @Test
    void dockerHostGoesBeforeTheUsualPlaces() throws IOException {
        try (var _ = new FakeEngine(socket(), Behaviour.ANSWERS)) {
            var nobody = "unix://" + home.resolve("nobody.sock");

            assertThat(choice(engines(Map.of("DOCKER_HOST", nobody))).containers("auto"))
                    .isFalse();
        }
        assertThat(warnings).singleElement().asString().contains("nobody.sock");
    }

    @ParameterizedTest
    @EnumSource(names = "ANSWERS", mode = EnumSource.Mode.EXCLUDE)
    void whoInsistsOnContainersIsToldInOneLineWhyThereAreNone(Behaviour behaviour) throws IOException {
        try (var _ = new FakeEngine(socket(), behaviour)) {
            var choice = choice(engines(Map.of()));
            assertThatIllegalStateException()
                    .isThrownBy(() -> choice.containers("containers"))
                    .satisfies(refusal -> assertThat(refusal.getMessage())
                            .startsWith("koppelpunt.test.infrastructure is containers, but ")
                            .doesNotContain("\n"));
        }
    }

    @Test
    void theLineNamesTheEngineAndWhatIsWrong() throws IOException {
        try (var _ = new FakeEngine(socket(), Behaviour.FAILS)) {
            choice(engines(Map.of())).containers("auto");
        }
        assertThat(warnings)
                .containsExactly("Tests run on embedded servers, as the Docker engine at unix://" + socket()
                        + " cannot be used (it answers \"HTTP/1.1 500\").");
    }

    @Test
    void anEngineThatTestcontainersCannotUseIsNotChosen() throws IOException {
        usable = false;
        try (var _ = new FakeEngine(socket(), Behaviour.ANSWERS)) {
            var choice = choice(engines(Map.of()));
            assertThat(choice.containers("auto")).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> choice.containers("containers"));
        }
        assertThat(warnings).singleElement().asString().contains("Testcontainers");
    }

    @Test
    void aDeadSocketDoesNotHideAnEngineElsewhere() throws IOException {
        var runtime = home.resolve("run.d");
        Files.createDirectories(runtime);
        try (var _ = new FakeEngine(runtime.resolve("docker.sock"), Behaviour.DEAD);
                var _ = new FakeEngine(socket(), Behaviour.ANSWERS)) {
            var engines = engines(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
            assertThat(engines.addresses()).hasSize(2);
            assertThat(choice(engines).containers("auto")).isTrue();
        }
    }

    /** Only Testcontainers knows how to reach these. */
    @ParameterizedTest
    @ValueSource(strings = {"ssh://operator@engine.example", "npipe:////./pipe/docker_engine"})
    void anEngineThatIsNoPlainSocketIsLeftToTestcontainers(String address) {
        assertThat(choice(engines(Map.of("DOCKER_HOST", address))).containers("auto"))
                .isTrue();
    }

    @Test
    void anEngineOverTcpIsAsked() throws IOException {
        try (var engine = FakeEngine.overTcp(Behaviour.ANSWERS)) {
            assertThat(choice(new DockerEngines(List.of(engine.address()))).containers("auto"))
                    .isTrue();
        }
        try (var engine = FakeEngine.overTcp(Behaviour.HANGS)) {
            assertThat(choice(new DockerEngines(List.of(engine.address()))).containers("auto"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Containers", "docker"})
    void anUnknownSettingIsNotGuessed(String setting) {
        assertThatIllegalStateException()
                .isThrownBy(() -> choice(new DockerEngines(List.<URI>of())).containers(setting))
                .withMessageContaining("must be auto, embedded or containers");
    }

    private InfrastructureChoice choice(DockerEngines engines) {
        return new InfrastructureChoice(engines, PATIENCE, () -> usable, warnings::add);
    }

    /** Without the engine of the machine, should it have one. */
    private DockerEngines engines(Map<String, String> environment) {
        return new DockerEngines(DockerEngines.of(environment, home.toString()).addresses().stream()
                .filter(address -> !address.getPath().equals("/var/run/docker.sock"))
                .toList());
    }

    private Path socket() {
        return home.resolve(".docker").resolve("run").resolve("docker.sock");
    }
}
