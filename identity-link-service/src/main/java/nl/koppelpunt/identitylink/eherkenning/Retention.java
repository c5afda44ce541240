// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets requests a day after they were made, and used identifiers when the ledger need not know them any longer. */
@Component
class Retention {

    private final DatabaseClient database;

    Retention(DatabaseClient database) {
        this.database = database;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    Mono<Void> forget() {
        return database.sql("delete from authentication_request where created_at < now() - interval '1 day'")
                .then()
                .then(database.sql("delete from login_refusal where created_at < now() - interval '1 day'")
                        .then())
                .then(database.sql("delete from replay_ledger where expires_at < now()")
                        .then());
    }
}
