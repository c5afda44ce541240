// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What the broker said with a refusal, by the reference the person has: for their page, and for a day. */
@Repository
class RefusalMessages {

    private final DatabaseClient database;

    RefusalMessages(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(String reference, String message) {
        return database.sql("insert into login_refusal (reference, message) values (:reference, :message)")
                .bind("reference", reference)
                .bind("message", message)
                .then();
    }

    Mono<String> find(String reference) {
        return database.sql("select message from login_refusal where reference = :reference")
                .bind("reference", reference)
                .mapValue(String.class)
                .one();
    }
}
