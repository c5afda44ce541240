// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@SpringBootTest(classes = AuditLogTests.Application.class)
@Import(PostgresTestSupport.class)
class AuditLogTests {

    @Autowired
    private AuditLog audit;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    @DisplayName("S-130 a row holds action, object, outcome, actor, origin, details and time")
    void rowHoldsWhoWhatAndHow() {
        String object = UUID.randomUUID().toString();
        audit.append(entry(object, "client-hash")).as(StepVerifier::create).verifyComplete();

        database.sql("""
                        SELECT action || '|' || object_type || '|' || outcome || '|' || actor || '|' || origin || '|'
                            || (details ->> 'reason') AS line, recorded_at > now() - interval '1 minute' AS recent
                        FROM audit_event WHERE object_id = :object
                        """)
                .bind("object", object)
                .map(row -> row.get("line", String.class) + "|" + row.get("recent", Boolean.class))
                .one()
                .as(StepVerifier::create)
                .expectNext("pin.check|pin|REFUSED|person-1|client-hash|wrong-pin|true")
                .verifyComplete();
    }

    @Test
    void originMayBeUnknown() {
        String object = UUID.randomUUID().toString();
        audit.append(entry(object, null)).as(StepVerifier::create).verifyComplete();
        count(object).as(StepVerifier::create).expectNext(1L).verifyComplete();
    }

    @Test
    void entryGoesWithItsTransaction() {
        String object = UUID.randomUUID().toString();
        audit.append(entry(object, null))
                .then(Mono.<Void>error(new IllegalStateException("the act failed")))
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyErrorMessage("the act failed");
        count(object).as(StepVerifier::create).expectNext(0L).verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"})
    @DisplayName("S-133 rows are append-only")
    void rowsCannotBeChanged(String statement) {
        audit.append(entry(UUID.randomUUID().toString(), null))
                .then(database.sql(statement).then())
                .as(StepVerifier::create)
                .verifyErrorSatisfies(error -> assertThat(error).hasMessageContaining("append-only"));
    }

    private Mono<Long> count(String object) {
        return database.sql("SELECT count(*) AS n FROM audit_event WHERE object_id = :object")
                .bind("object", object)
                .mapValue(Long.class)
                .one();
    }

    private static AuditEntry entry(String object, @Nullable String origin) {
        return new AuditEntry(
                "pin.check",
                "pin",
                object,
                AuditEntry.Outcome.REFUSED,
                "person-1",
                origin,
                Map.of("reason", "wrong-pin"));
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
