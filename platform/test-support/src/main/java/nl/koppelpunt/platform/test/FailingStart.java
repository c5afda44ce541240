// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Starts a program with settings that it should refuse, in a process of its own and without the classes of its tests. */
public final class FailingStart {
    /** For a setting that nobody but the program may see. */
    public static final String SECRET = "kanarie-geheim";

    private final Class<?> program;
    private final Path folder;

    /** @param folder for what the program prints */
    public FailingStart(Class<?> program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** What a running test has, and what the database of tests needs; nothing listens on the broker's port. */
    public static Map<String, String> settings(Environment environment, TestDatabase database, String... takenOver) {
        var settings = Stream.of(takenOver)
                .collect(Collectors.toMap(
                        name -> name, name -> String.valueOf(environment.getProperty(name, Object.class))));
        settings.putAll(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "spring.r2dbc.url", database.r2dbcUrl(),
                "spring.r2dbc.username", database.username(),
                "spring.r2dbc.password", database.password(),
                "spring.flyway.url", database.jdbcUrl(),
                "spring.flyway.user", database.username(),
                "spring.flyway.password", database.password(),
                "spring.flyway.connect-retries", "0",
                "spring.kafka.bootstrap-servers", "localhost:1"));
        return settings;
    }

    /** The one line on standard error; the exit code is 1, and the log says nothing about it. */
    public String told(Map<String, String> settings) throws IOException, InterruptedException {
        var out = folder.resolve("out").toFile();
        var error = folder.resolve("error").toFile();
        var process = builder(settings).redirectOutput(out).redirectError(error).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(out.toPath()))
                .doesNotContain("Exception", "\"level\":\"WARN\"", "\"level\":\"ERROR\"", SECRET);
        assertThat(process.exitValue()).isEqualTo(1);
        var told = Files.readAllLines(error.toPath());
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private ProcessBuilder builder(Map<String, String> settings) {
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java, "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", program.getName());
        builder.environment().put("CLASSPATH", classPath);
        builder.environment()
                .put("SPRING_APPLICATION_JSON", JsonMapper.builder().build().writeValueAsString(settings));
        return builder;
    }
}
