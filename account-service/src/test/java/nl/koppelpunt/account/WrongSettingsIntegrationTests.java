// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.FailingStart;
import nl.koppelpunt.platform.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * One line on standard error, exit code 1, nothing else about it in the log. What fails first and what fails last runs as a
 * process of its own, which must also end; the rest runs here, where a start costs a quarter.
 */
@AccountServiceTest
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsIntegrationTests {

    /** A role that nobody may log in with: a server for tests may believe any password. */
    private static final String NOBODY = "pg_monitor";

    /** What the logging says of itself when it is set up anew under the other programs of this JVM. */
    private static final String OF_LOGGING_ITSELF = "|-WARN in Logger[";

    private static final String[] TAKEN_OVER = {
        "koppelpunt.security.person.issuer",
        "koppelpunt.security.person.jwk-set-uri",
        "koppelpunt.column-encryption.keyset-file",
        "koppelpunt.column-encryption.index-keyset-file",
        "koppelpunt.outbox.recipient-keys-file",
        "koppelpunt.accounts.code-keys-file",
        "koppelpunt.oin"
    };

    @Autowired
    Environment environment;

    @Autowired
    TestDatabase database;

    private final FailingStart start;
    private Map<String, String> settings = Map.of();

    WrongSettingsIntegrationTests(@TempDir Path folder) {
        this.start = new FailingStart(AccountServiceApplication.class, folder);
    }

    @BeforeEach
    void rightSettings() {
        settings = FailingStart.settings(environment, database, TAKEN_OVER);
    }

    @Test
    void whoSetsNothingIsToldEverythingThatIsMissing() throws Exception {
        settings.clear();

        var told = start.told(settings);

        assertThat(told)
                .startsWith("account-service does not start: ")
                .contains("spring.flyway.url is missing, for example jdbc:postgresql://")
                .contains("spring.r2dbc.url is missing, for example r2dbc:postgresql://");
        assertThat(Stream.of(TAKEN_OVER))
                .allSatisfy(name -> assertThat(told).contains(name + " is missing, for example "));
    }

    /** The last thing that is asked at start, when everything else runs already. */
    @Test
    void databaseThatDoesNotLetTheProgramInIsNamed() throws Exception {
        settings.put("spring.r2dbc.username", NOBODY);
        settings.put("spring.r2dbc.password", FailingStart.SECRET);

        assertThat(start.told(settings))
                .isEqualTo("account-service does not start: spring.r2dbc.password or spring.r2dbc.username"
                        + " is not accepted by the database");
    }

    @Test
    void databaseThatDoesNotLetTheMigrationInIsNamed(CapturedOutput output) {
        settings.put("spring.flyway.user", NOBODY);
        settings.put("spring.flyway.password", FailingStart.SECRET);

        assertThat(told(output))
                .isEqualTo("account-service does not start: spring.flyway.password or spring.flyway.user"
                        + " is not accepted by the database");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.flyway.url | jdbc:postgresql://localhost:1/account  | leads to no database that answers (SQL state 08001), for example jdbc:postgresql://
            spring.flyway.url | postgresql://localhost/account         | is no address of a database, for example jdbc:postgresql://
            spring.r2dbc.url  | r2dbc:postgresql://localhost:1/account | leads to no database that answers, for example r2dbc:postgresql://
            spring.r2dbc.url  | postgresql://localhost/account         | is no address of a database, for example r2dbc:postgresql://
            """)
    void databaseThatDoesNotAnswerIsNamed(String name, String value, String fault, CapturedOutput output) {
        settings.put(name, value);

        assertThat(told(output)).startsWith("account-service does not start: " + name + " " + fault);
    }

    @Test
    void addressWithoutUserAsksForOne(CapturedOutput output) {
        settings.remove("spring.r2dbc.username");

        assertThat(told(output))
                .startsWith("account-service does not start: spring.r2dbc.username is missing, for example ");
    }

    /** The one line of a start on this thread; the other programs of this JVM log on theirs. */
    private String told(CapturedOutput output) {
        var program = new SpringApplication(AccountServiceApplication.class);
        program.addInitializers(context ->
                context.getBeanFactory().registerSingleton("withoutTheClassesOfTests", new ClassesOfTests()));
        var arguments = settings.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);

        assertThat(catchException(() -> program.run(arguments))).isNotNull();

        assertThat(output.getOut().lines().filter(line -> line.contains("main]")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("WARN") || line.contains("ERROR") || line.contains("Exception"));
        assertThat(output.getAll()).doesNotContain(FailingStart.SECRET);
        var told = output.getErr()
                .lines()
                .filter(line -> !line.contains(OF_LOGGING_ITSELF))
                .toList();
        assertThat(told).hasSize(1);
        return told.getFirst().strip();
    }

    private static final class ClassesOfTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            return type.getResource().getDescription().contains("test-classes");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ClassesOfTests;
        }

        @Override
        public int hashCode() {
            return ClassesOfTests.class.hashCode();
        }
    }
}
