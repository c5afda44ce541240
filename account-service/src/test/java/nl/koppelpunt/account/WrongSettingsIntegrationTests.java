// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The program in a process of its own: one line on standard error, exit code 1, nothing else about it in the log. */
@AccountServiceTest
class WrongSettingsIntegrationTests {

    private static final String SECRET = "kanarie-geheim";
    private static final List<String> TAKEN_OVER = List.of(
            "koppelpunt.security.person.issuer",
            "koppelpunt.security.person.jwk-set-uri",
            "koppelpunt.column-encryption.keyset-file",
            "koppelpunt.column-encryption.index-keyset-file",
            "koppelpunt.outbox.recipient-keys-file",
            "koppelpunt.accounts.code-keys-file",
            "koppelpunt.oin");

    @Autowired
    Environment environment;

    @Autowired
    TestDatabase database;

    @Autowired
    JsonMapper mapper;

    @TempDir
    Path folder;

    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void rightSettings() {
        TAKEN_OVER.forEach(name -> settings.put(name, String.valueOf(environment.getProperty(name, Object.class))));
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put("spring.r2dbc.url", database.r2dbcUrl());
        settings.put("spring.r2dbc.username", database.username());
        settings.put("spring.r2dbc.password", database.password());
        settings.put("spring.flyway.url", database.jdbcUrl());
        settings.put("spring.flyway.user", database.username());
        settings.put("spring.flyway.password", database.password());
        settings.put("spring.flyway.connect-retries", "0");
        settings.put("spring.kafka.bootstrap-servers", "localhost:1");
    }

    @Test
    void whoSetsNothingIsToldEverythingThatIsMissing() throws Exception {
        settings.clear();

        var told = start();

        assertThat(told)
                .startsWith("account-service does not start: ")
                .contains("spring.flyway.url is missing, for example jdbc:postgresql://")
                .contains("spring.r2dbc.url is missing, for example r2dbc:postgresql://");
        assertThat(TAKEN_OVER).allSatisfy(name -> assertThat(told).contains(name + " is missing, for example "));
    }

    /** A role that nobody may log in with: a server for tests may believe any password. */
    @Test
    void databaseThatDoesNotLetTheProgramInIsNamed() throws Exception {
        settings.put("spring.flyway.user", "pg_monitor");
        settings.put("spring.flyway.password", SECRET);

        assertThat(start())
                .isEqualTo(
                        "account-service does not start: spring.flyway.password or spring.flyway.user is not accepted"
                                + " by the database");
    }

    @Test
    void databaseThatDoesNotAnswerIsNamed() throws Exception {
        settings.put("spring.flyway.url", "jdbc:postgresql://localhost:1/account");

        assertThat(start())
                .isEqualTo("account-service does not start: spring.flyway.url leads to no database that answers (SQL"
                        + " state 08001), for example jdbc:postgresql://postgresql:5432/account");
    }

    private String start() throws IOException, InterruptedException {
        var out = folder.resolve("out").toFile();
        var error = folder.resolve("error").toFile();
        var program = program().redirectOutput(out).redirectError(error).start();
        try {
            assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(Files.readString(out.toPath()))
                .doesNotContain("Exception", "\"level\":\"WARN\"", "\"level\":\"ERROR\"", SECRET);
        var told = Files.readAllLines(error.toPath());
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private ProcessBuilder program() {
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                AccountServiceApplication.class.getName());
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().put("SPRING_APPLICATION_JSON", mapper.writeValueAsString(settings));
        return builder;
    }
}
