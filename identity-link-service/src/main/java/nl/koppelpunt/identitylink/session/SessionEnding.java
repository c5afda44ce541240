// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.event.IdentityLinkEvent.SessionEnded;
import nl.koppelpunt.identitylink.eherkenning.BrokerSession;
import nl.koppelpunt.identitylink.eherkenning.BrokerSessionCipher;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import nl.koppelpunt.platform.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends sessions that have not run out yet, each once, and tells so; with it goes what the broker calls them. */
@Component
class SessionEnding {

    static final String BROKER_SESSION = "session.broker_session";

    private final DatabaseClient database;
    private final Outbox outbox;
    private final BrokerSessionCipher cipher;
    private final SessionProperties properties;

    SessionEnding(DatabaseClient database, Outbox outbox, ColumnCipher cipher, SessionProperties properties) {
        this.database = database;
        this.outbox = outbox;
        this.cipher = new BrokerSessionCipher(cipher, BROKER_SESSION);
        this.properties = properties;
    }

    /** The session that ended, if there was one to end. */
    Mono<Ended> one(UUID id, String reason) {
        return end(database.sql(ending("id = :id")).bind("id", id), reason).next();
    }

    Mono<Void> byCookie(SessionCookie cookie, String reason) {
        return end(database.sql(ending("cookie_hash = :hash")).bind("hash", cookie.hash()), reason)
                .then();
    }

    Mono<Void> ofLinkAttempt(UUID linkAttemptId, String reason) {
        return end(database.sql(ending("link_attempt_id = :attempt")).bind("attempt", linkAttemptId), reason)
                .then();
    }

    /** More sessions of a link than it may have: the oldest of them. */
    Mono<Void> beyondLimit(UUID linkId, UUID newest) {
        return end(
                        database.sql(ending("""
                                id IN (SELECT id FROM live_session WHERE link_id = :link AND id <> :newest
                                    ORDER BY created_at DESC, id OFFSET :others)
                                """))
                                .bind("link", linkId)
                                .bind("newest", newest)
                                .bind("others", properties.perIdentity() - 1),
                        "limit")
                .then();
    }

    /** What the broker called a session that ended, if it told. */
    Mono<BrokerSession> atBroker(Ended ended) {
        return Mono.justOrEmpty(ended.brokerSession()).map(cipher::decrypt);
    }

    // What the broker calls a session is handed out by the statement that forgets it, and to nobody else.
    private static String ending(String which) {
        return """
                WITH ending AS (SELECT id, broker_session FROM session WHERE ended_at IS NULL AND %s FOR UPDATE)
                UPDATE session s SET ended_at = now(), end_reason = :reason, broker_session = NULL
                FROM ending e WHERE s.id = e.id RETURNING s.id, s.ended_at, e.broker_session
                """.formatted(which);
    }

    private Flux<Ended> end(GenericExecuteSpec update, String reason) {
        return update.bind("reason", reason)
                .map(Ended::of)
                .all()
                .collectList()
                .flatMapIterable(ended -> ended)
                .concatMap(ended -> outbox.append(new SessionEnded(ended.id(), reason, ended.endedAt()))
                        .thenReturn(ended));
    }

    record Ended(UUID id, Instant endedAt, @Nullable ByteBuffer brokerSession) {

        private static Ended of(Readable row) {
            return new Ended(
                    Objects.requireNonNull(row.get("id", UUID.class)),
                    Objects.requireNonNull(row.get("ended_at", Instant.class)),
                    row.get("broker_session", ByteBuffer.class));
        }
    }
}
