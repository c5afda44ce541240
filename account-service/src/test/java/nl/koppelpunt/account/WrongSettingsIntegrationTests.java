// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.FailingStart;
import nl.koppelpunt.platform.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The program in a process of its own: one line on standard error, exit code 1, nothing else about it in the log. */
@AccountServiceTest
class WrongSettingsIntegrationTests {

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

    /** A role that nobody may log in with: a server for tests may believe any password. */
    @ParameterizedTest
    @CsvSource({"spring.flyway.user, spring.flyway.password", "spring.r2dbc.username, spring.r2dbc.password"})
    void databaseThatDoesNotLetTheProgramInIsNamed(String user, String password) throws Exception {
        settings.put(user, "pg_monitor");
        settings.put(password, FailingStart.SECRET);

        assertThat(start.told(settings))
                .isEqualTo("account-service does not start: " + password + " or " + user
                        + " is not accepted by the database");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.flyway.url | jdbc:postgresql://localhost:1/account  | leads to no database that answers (SQL state 08001), for example jdbc:postgresql://
            spring.flyway.url | postgresql://localhost/account         | is no address of a database, for example jdbc:postgresql://
            spring.r2dbc.url  | r2dbc:postgresql://localhost:1/account | leads to no database that answers, for example r2dbc:postgresql://
            spring.r2dbc.url  | postgresql://localhost/account         | is no address of a database, for example r2dbc:postgresql://
            """)
    void databaseThatDoesNotAnswerIsNamed(String name, String value, String fault) throws Exception {
        settings.put(name, value);

        assertThat(start.told(settings)).startsWith("account-service does not start: " + name + " " + fault);
    }

    @Test
    void addressWithoutUserAsksForOne() throws Exception {
        settings.remove("spring.r2dbc.username");

        assertThat(start.told(settings))
                .startsWith("account-service does not start: spring.r2dbc.username is missing, for example ");
    }
}
