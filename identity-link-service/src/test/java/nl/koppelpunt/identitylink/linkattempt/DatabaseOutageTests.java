// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@LinkServiceTest
class DatabaseOutageTests extends LinkFixture {

    @Autowired
    ConnectionFactory connections;

    @ParameterizedTest
    @ValueSource(strings = {"pg_cancel_backend", "pg_terminate_backend"})
    @DisplayName("S-118 a statement that is given up, and one whose connection is lost, is told as an outage")
    void statementWithoutAnswerIsAnOutage(String end) throws Exception {
        atPin();
        var attempt = attemptId();
        var other = Objects.requireNonNull(Mono.from(connections.create()).block());
        try (var worker = Executors.newSingleThreadExecutor()) {
            run(other, "BEGIN");
            run(other, "SELECT id FROM link_attempt WHERE id = '" + attempt + "' FOR UPDATE");
            var answer = worker.submit(() -> browser.post("/api/links/v1/link-attempt/corrections"));
            await().atMost(Duration.ofSeconds(20)).until(() -> ended(end) > 0);

            assertThat(answer.get().status()).isEqualTo(503);
            assertThat(answer.get().code()).isEqualTo("temporarily-unavailable");
            assertThat(answer.get().headers()).containsEntry("Retry-After", "5");
        } finally {
            run(other, "ROLLBACK");
            Mono.from(other.close()).block();
        }
        assertThat(browser.linkAttempt().text("state")).isEqualTo("AWAITING_PIN");
    }

    private long ended(String end) {
        return database.sql("SELECT count(" + end + """
                        (pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'UPDATE link_attempt%'
                        """)
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static void run(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .then()
                .block();
    }
}
