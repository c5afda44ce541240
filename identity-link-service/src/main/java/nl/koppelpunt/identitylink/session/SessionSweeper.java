// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.IdentityLinkEvent.SessionEnded;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Tells that a session has run out, and forgets old ones. That it has run out is decided by its row, not here. */
@Component
class SessionSweeper {

    private static final int BATCH = 200;

    private final DatabaseClient database;
    private final Outbox outbox;
    private final SessionProperties properties;
    private final TransactionalOperator transaction;

    SessionSweeper(
            DatabaseClient database, Outbox outbox, SessionProperties properties, TransactionalOperator transaction) {
        this.database = database;
        this.outbox = outbox;
        this.properties = properties;
        this.transaction = transaction;
    }

    @Scheduled(
            initialDelayString = "${koppelpunt.sessions.sweep-interval:PT30S}",
            fixedDelayString = "${koppelpunt.sessions.sweep-interval:PT30S}")
    Mono<Void> sweep() {
        return endExpired().then(forgetOld());
    }

    Mono<Void> endExpired() {
        return database.sql("""
                        UPDATE session SET ended_at = now(), broker_session = NULL,
                            end_reason = CASE WHEN expires_at <= now() THEN 'absolute' ELSE 'idle' END
                        WHERE id IN (SELECT id FROM session
                            WHERE ended_at IS NULL AND LEAST(idle_expires_at, expires_at) <= now()
                            ORDER BY LEAST(idle_expires_at, expires_at) LIMIT :batch FOR UPDATE SKIP LOCKED)
                        RETURNING id, end_reason, ended_at
                        """)
                .bind("batch", BATCH)
                .mapProperties(Expired.class)
                .all()
                .collectList()
                .flatMapIterable(expired -> expired)
                .concatMap(expired ->
                        outbox.append(new SessionEnded(expired.id(), expired.endReason(), expired.endedAt())))
                .then()
                .as(transaction::transactional);
    }

    private Mono<Void> forgetOld() {
        return database.sql("DELETE FROM session WHERE ended_at < now() - make_interval(secs => :retention)")
                .bind("retention", properties.retention().toSeconds())
                .fetch()
                .rowsUpdated()
                .then();
    }

    record Expired(UUID id, String endReason, Instant endedAt) {}
}
