// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.identitylink.session.LiveSession.SignedInAs;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class SessionReader {

    private static final String SELECT = """
            SELECT s.id, s.state, s.level_of_assurance, s.idle_expires_at, s.expires_at, s.link_attempt_id,
                l.portal_user_id, l.legal_type, l.legal_value
            FROM live_session s LEFT JOIN identity_link l ON l.id = s.link_id AND l.ended_at IS NULL
            WHERE (s.link_id IS NULL OR l.id IS NOT NULL) AND\s""";

    private final DatabaseClient database;
    private final SessionProperties properties;

    SessionReader(DatabaseClient database, SessionProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    Mono<LiveSession> find(UUID id) {
        return database.sql(SELECT + "s.id = :id")
                .bind("id", id)
                .map(SessionReader::session)
                .one();
    }

    /** The session of a cookie; being asked for counts as use. */
    Mono<LiveSession> use(SessionCookie cookie) {
        return touch(cookie)
                .then(database.sql(SELECT + "s.cookie_hash = :hash")
                        .bind("hash", cookie.hash())
                        .map(SessionReader::session)
                        .one());
    }

    private Mono<Long> touch(SessionCookie cookie) {
        return database.sql("""
                        UPDATE session SET idle_expires_at = now() + make_interval(secs => :idle)
                        WHERE cookie_hash = :hash AND ended_at IS NULL AND LEAST(idle_expires_at, expires_at) > now()
                            AND idle_expires_at < now() + make_interval(secs => :unmoved)
                        """)
                .bind("hash", cookie.hash())
                .bind("idle", properties.idle().toSeconds())
                .bind("unmoved", properties.idle().minus(properties.idleStep()).toSeconds())
                .fetch()
                .rowsUpdated();
    }

    private static LiveSession session(Readable row) {
        return new LiveSession(
                present(row.get("id", UUID.class)),
                present(row.get("state", String.class)),
                present(row.get("level_of_assurance", String.class)),
                present(row.get("idle_expires_at", Instant.class)),
                present(row.get("expires_at", Instant.class)),
                row.get("link_attempt_id", UUID.class),
                signedInAs(row));
    }

    private static @Nullable SignedInAs signedInAs(Readable row) {
        var portalUserId = row.get("portal_user_id", UUID.class);
        return portalUserId == null
                ? null
                : new SignedInAs(
                        portalUserId,
                        present(row.get("legal_type", String.class)),
                        present(row.get("legal_value", String.class)));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
