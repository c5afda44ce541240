// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The requests that are open: each can be answered once, in time, by the browser that made it. */
@Repository
class AuthenticationRequests {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** A request taken for its answer. */
    record Taken(String id, String returnTo) {}

    private static final String INSERT = """
            insert into authentication_request (id, broker, relay_state_hash, binding_hash, return_to, expires_at)
            values (:id, :broker, :relayState, :binding, :returnTo, now() + interval '10 minutes')""";
    // Taking is one statement: of answers that come at once, on any replica, one wins.
    private static final String TAKE = """
            update authentication_request set taken_at = now()
            where relay_state_hash = :relayState and binding_hash = :binding
            and broker = :broker and taken_at is null and expires_at > now()
            returning id, return_to""";
    private static final String EXPLAIN = """
            select id, case when broker <> :broker then 'BROKER_DISABLED' when binding_hash <> :binding then 'OTHER_BROWSER'
            when taken_at is not null then 'REQUEST_USED' else 'REQUEST_EXPIRED' end as refusal
            from authentication_request where relay_state_hash = :relayState""";

    private final DatabaseClient database;

    AuthenticationRequests(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> open(String id, String broker, String relayState, String binding, String returnTo) {
        return database.sql(INSERT)
                .bind("id", id)
                .bind("broker", broker)
                .bind("relayState", Hashes.sha256(relayState))
                .bind("binding", Hashes.sha256(binding))
                .bind("returnTo", returnTo)
                .then();
    }

    Mono<Taken> take(String broker, String relayState, String binding) {
        return statement(TAKE, broker, relayState, binding)
                .map(row -> new Taken(text(row, "id"), text(row, "return_to")))
                .one()
                .switchIfEmpty(Mono.defer(() -> explain(broker, relayState, binding)));
    }

    private Mono<Taken> explain(String broker, String relayState, String binding) {
        return statement(EXPLAIN, broker, relayState, binding)
                .map(row -> new RefusedException(Refusal.valueOf(text(row, "refusal"))).ofRequest(text(row, "id")))
                .one()
                .defaultIfEmpty(new RefusedException(Refusal.REQUEST_UNKNOWN))
                .flatMap(Mono::error);
    }

    private DatabaseClient.GenericExecuteSpec statement(String sql, String broker, String relayState, String binding) {
        return database.sql(sql)
                .bind("broker", broker)
                .bind("relayState", Hashes.sha256(relayState))
                .bind("binding", Hashes.sha256(binding));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
