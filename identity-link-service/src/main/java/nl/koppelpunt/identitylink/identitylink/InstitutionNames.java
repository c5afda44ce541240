// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The names of institutions; of two names the one told later counts, in whatever order they arrive. */
@Component
class InstitutionNames {

    private final DatabaseClient database;

    InstitutionNames(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> remember(String institutionCode, String name, Instant toldAt) {
        return database.sql("""
                        INSERT INTO institution_name AS known (institution_code, name, told_at)
                        VALUES (:code, :name, :toldAt)
                        ON CONFLICT (institution_code) DO UPDATE SET name = excluded.name, told_at = excluded.told_at
                        WHERE known.told_at < excluded.told_at
                        """)
                .bind("code", institutionCode)
                .bind("name", name)
                .bind("toldAt", toldAt)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
