// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.audit;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The audit table of this service. */
final class R2dbcAuditLog implements AuditLog {

    private final DatabaseClient database;
    private final JsonMapper json;

    R2dbcAuditLog(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Mono<Void> append(AuditEntry entry) {
        return Mono.defer(() -> database.sql("""
                        INSERT INTO audit_event (action, object_type, object_id, outcome, actor, origin, details)
                        VALUES (:action, :objectType, :objectId, :outcome, :actor, :origin, CAST(:details AS jsonb))
                        """)
                .bind("action", entry.action())
                .bind("objectType", entry.objectType())
                .bind("objectId", entry.objectId())
                .bind("outcome", entry.outcome().name())
                .bind("actor", entry.actor())
                .bind("origin", Parameters.in(R2dbcType.VARCHAR, entry.origin()))
                .bind("details", json.writeValueAsString(entry.details()))
                .then());
    }
}
