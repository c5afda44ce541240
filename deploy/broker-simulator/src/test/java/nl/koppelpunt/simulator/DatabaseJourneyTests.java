// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-118: a database that does not answer keeps nobody waiting for long")
class DatabaseJourneyTests extends LinkServiceJourney {

    @Test
    void aStatementThatDoesNotEndIsGivenUpAndSaid() {
        begin();
        var begun = Instant.now();

        var answer =
                service().whileLocked("authentication_request", () -> service().get("/eherkenning/login", ""));

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).startsWith("/inloggen/mislukt?reden=storing"));
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
        begin();
    }
}
