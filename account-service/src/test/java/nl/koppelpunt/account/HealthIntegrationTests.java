// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import nl.koppelpunt.platform.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Kafka is away all the time here: nothing listens on port 1. */
@AccountServiceTest
@TestPropertySource(properties = {"koppelpunt.outbox.relay.enabled=true", "spring.kafka.bootstrap-servers=localhost:1"})
class HealthIntegrationTests {

    @Autowired
    TestDatabase database;

    @LocalManagementPort
    private int managementPort;

    @Test
    @DisplayName("S-123 without Kafka the service is alive and ready")
    void serviceIsReadyWithoutKafka() {
        assertThat(health("liveness")).isEqualTo(HttpStatus.OK);
        assertThat(health("readiness")).isEqualTo(HttpStatus.OK);
    }

    @Test
    @DisplayName("S-123 without its database the service is alive but not ready, and ready again when it is back")
    void serviceIsNotReadyWithoutItsDatabase() throws SQLException {
        try {
            allowConnections(false);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> health("readiness").equals(HttpStatus.SERVICE_UNAVAILABLE));
            assertThat(health("liveness")).isEqualTo(HttpStatus.OK);
        } finally {
            allowConnections(true);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> health("readiness").equals(HttpStatus.OK));
    }

    /** The owner of a database may shut it for everybody else, and end who is in. */
    private void allowConnections(boolean allowed) throws SQLException {
        var other = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/postgres";
        try (var connection = DriverManager.getConnection(other, database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("alter database " + database.name() + " with allow_connections " + allowed);
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database.name() + "'");
        }
    }

    private HttpStatusCode health(String group) {
        return WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(15))
                .build()
                .get()
                .uri("http://localhost:" + managementPort + "/actuator/health/" + group)
                .exchange()
                .returnResult()
                .getStatus();
    }
}
