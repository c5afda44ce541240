// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.compose.ComposeFile.Service;
import nl.koppelpunt.local.ContainerSecrets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Gives each program, as it is packaged, the environment of its container, and looks at what it makes of it. */
class ProgramSettingsTests {

    private static final ComposeFile COMPOSE = ComposeFile.read();
    private static final Map<String, Answer> ANSWERS = new HashMap<>();
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() {
        ContainerSecrets.create(folder.resolve("secrets"));
    }

    static Stream<Service> programs() {
        return COMPOSE.programs().stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyVariableIsASettingOfTheProgramAndNoneIsMissing(Service program) throws Exception {
        var answer = answer(program);

        assertThat(answer.lines("FAILED ")).isEmpty();
        var known = new TreeSet<>(answer.lines("BOUND "));
        known.addAll(settingsOfSpring(program));
        var variables = known.stream().map(ProgramSettingsTests::variable).collect(Collectors.toSet());
        assertThat(variables).containsAll(program.environment().keySet());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void portsAndHealthAreThoseOfTheProgram(Service program) throws Exception {
        var answer = answer(program);
        var port = answer.lines("PORT ").getFirst();
        var management = answer.lines("MANAGEMENT ").getFirst();

        assertThat(program.ports()).contains("127.0.0.1:" + management + ":" + management);
        assertThat(program.ports())
                .allSatisfy(published -> assertThat(published)
                        .isIn("127.0.0.1:" + port + ":" + port, "127.0.0.1:" + management + ":" + management));
        assertThat(program.healthCheck())
                .endsWith(
                        "/health-check",
                        "nl.koppelpunt.health.HealthCheck",
                        "http://localhost:" + management + health(program));
        assertThat(others(program)).allSatisfy(address -> assertThat(address).endsWith(":" + port));
    }

    /** The simulator has nothing to wait for. */
    private static String health(Service program) {
        return program.name().equals("broker-simulator") ? "/actuator/health" : "/actuator/health/readiness";
    }

    /** How the other services address this one over http. */
    private static List<String> others(Service program) {
        var address = Pattern.compile("http://" + program.name() + ":\\d+");
        return COMPOSE.services().values().stream()
                .flatMap(service -> service.environment().values().stream())
                .flatMap(value -> address.matcher(value).results().map(MatchResult::group))
                .toList();
    }

    /** As an environment names it. */
    private static String variable(String setting) {
        return setting.replaceAll("\\[(\\d+)]", "_$1")
                .replace('.', '_')
                .replace("-", "")
                .toUpperCase(Locale.ROOT);
    }

    private static Answer answer(Service program) throws IOException, InterruptedException {
        var answer = ANSWERS.get(program.name());
        if (answer == null) {
            answer = new Answer(probe(program));
            ANSWERS.put(program.name(), answer);
        }
        return answer;
    }

    private static List<String> probe(Service program) throws IOException, InterruptedException {
        var secrets = mount(program);
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dloader.main=" + SettingsProbe.class.getName(),
                "-Dloader.path=" + Path.of("target", "test-classes").toAbsolutePath(),
                "-cp",
                Repository.jar(program.name()).toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
        var output = folder.resolve(program.name() + ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        program.environment()
                .forEach((name, value) -> builder.environment().put(name, value.replace("/run/secrets", secrets)));
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(() -> "the probe in " + program.name() + " said " + read(output))
                .isZero();
        return read(output);
    }

    /** Lays the secrets of a program out as its container has them. */
    private static String mount(Service program) throws IOException {
        var directory = Files.createDirectories(folder.resolve(program.name()));
        for (var mount : program.secrets().entrySet()) {
            var file = directory.resolve(mount.getKey());
            if (!Files.exists(file)) {
                Files.copy(folder.resolve("secrets").resolve(mount.getValue()), file);
            }
        }
        return directory.toString();
    }

    /** What the libraries of the program say that they can be told. */
    private static Set<String> settingsOfSpring(Service program) throws IOException {
        var names = new TreeSet<String>();
        try (var jar = new JarFile(Repository.jar(program.name()).toFile())) {
            for (var library : jar.stream()
                    .filter(entry -> entry.getName().endsWith(".jar"))
                    .toList()) {
                try (var content = new JarInputStream(jar.getInputStream(library))) {
                    for (var entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                        if (entry.getName().endsWith("spring-configuration-metadata.json")) {
                            JSON.readTree(content.readAllBytes())
                                    .path("properties")
                                    .forEach(property ->
                                            names.add(property.path("name").asString()));
                        }
                    }
                }
            }
        }
        return names;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a probe printed. */
    private record Answer(List<String> output) {

        List<String> lines(String kind) {
            var lines = new ArrayList<String>();
            for (var line : output) {
                if (line.startsWith(kind)) {
                    lines.add(line.substring(kind.length()));
                }
            }
            return lines;
        }
    }
}
