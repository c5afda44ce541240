// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The institutions of a portal user, as far as account-service has told them; a login then needs nobody else. */
@Component
public class Memberships {

    private final DatabaseClient database;
    private final InstitutionNames names;

    Memberships(DatabaseClient database, InstitutionNames names) {
        this.database = database;
        this.names = names;
    }

    public Mono<List<String>> institutionCodes(UUID portalUserId) {
        return database.sql("""
                        SELECT institution_code FROM membership WHERE portal_user_id = :portalUserId
                        ORDER BY institution_code
                        """)
                .bind("portalUserId", portalUserId)
                .mapValue(String.class)
                .all()
                .collectList();
    }

    /** Code to name, in the order of the codes; where no name was told yet the code stands in for it. */
    public Mono<Map<String, String>> institutionNames(UUID portalUserId) {
        return database.sql("""
                        SELECT m.institution_code AS code, coalesce(n.name, m.institution_code) AS name
                        FROM membership m LEFT JOIN institution_name n USING (institution_code)
                        WHERE m.portal_user_id = :portalUserId
                        ORDER BY m.institution_code
                        """)
                .bind("portalUserId", portalUserId)
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("code", String.class)),
                        Objects.requireNonNull(row.get("name", String.class))))
                .all()
                .collect(LinkedHashMap::new, (found, entry) -> found.put(entry.getKey(), entry.getValue()));
    }

    public Mono<Void> rememberName(String institutionCode, String name, Instant toldAt) {
        return names.remember(institutionCode, name, toldAt);
    }

    public Mono<Void> add(UUID portalUserId, List<String> institutionCodes) {
        return Flux.fromIterable(institutionCodes)
                .concatMap(code -> add(portalUserId, code))
                .then();
    }

    private Mono<Long> add(UUID portalUserId, String institutionCode) {
        return database.sql("""
                        INSERT INTO membership (portal_user_id, institution_code) VALUES (:portalUserId, :code)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("portalUserId", portalUserId)
                .bind("code", institutionCode)
                .fetch()
                .rowsUpdated();
    }
}
