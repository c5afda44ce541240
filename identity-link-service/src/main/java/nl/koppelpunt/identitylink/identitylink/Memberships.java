// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The institutions of a portal user, as far as account-service has told them; a login then needs nobody else. */
@Component
public class Memberships {

    private final DatabaseClient database;

    Memberships(DatabaseClient database) {
        this.database = database;
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
