// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.IdentityLinkEvent.SessionEnded;
import nl.koppelpunt.event.IdentityLinkEvent.SignedIn;
import nl.koppelpunt.identitylink.identitylink.IdentityLink;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Begins and ends sessions, inside the transaction of what causes it: a session is never changed into another one, but
 * ended and followed by one with a new cookie.
 */
@Component
public class Sessions {

    public static final String REPLACED = "replaced";
    public static final String LOGGED_OUT = "log-out";

    private final DatabaseClient database;
    private final Outbox outbox;
    private final SecureRandom random;
    private final SessionProperties properties;

    Sessions(DatabaseClient database, Outbox outbox, SecureRandom random, SessionProperties properties) {
        this.database = database;
        this.outbox = outbox;
        this.random = random;
        this.properties = properties;
    }

    public Mono<NewSession> beginLinking(UUID linkAttemptId, String levelOfAssurance) {
        return begin("LINKING", "link_attempt_id", linkAttemptId, levelOfAssurance)
                .map(Begun::session);
    }

    public Mono<NewSession> beginSignedIn(IdentityLink link, String levelOfAssurance) {
        return begin("SIGNED_IN", "link_id", link.id(), levelOfAssurance)
                .flatMap(begun -> outbox.append(new SignedIn(
                                begun.session().id(),
                                link.id(),
                                link.portalUserId(),
                                levelOfAssurance,
                                begun.createdAt()))
                        .then(endBeyondLimit(link, begun.session()))
                        .thenReturn(begun.session()));
    }

    /** Whether there was a session to end. */
    public Mono<Boolean> end(UUID id, String reason) {
        return end(database.sql(ending("id = :id")).bind("id", id), reason).map(ended -> ended > 0);
    }

    public Mono<Void> endByCookie(String cookieValue, String reason) {
        var hash = new SessionCookie(cookieValue).hash();
        return end(database.sql(ending("cookie_hash = :hash")).bind("hash", hash), reason)
                .then();
    }

    public Mono<Void> endLinking(UUID linkAttemptId, String reason) {
        var update = database.sql(ending("link_attempt_id = :attempt")).bind("attempt", linkAttemptId);
        return end(update, reason).then();
    }

    private Mono<Void> endBeyondLimit(IdentityLink link, NewSession newest) {
        return end(
                        database.sql(ending("""
                                id IN (SELECT id FROM live_session WHERE link_id = :link AND id <> :newest
                                    ORDER BY created_at DESC, id OFFSET :others)
                                """))
                                .bind("link", link.id())
                                .bind("newest", newest.id())
                                .bind("others", properties.perIdentity() - 1),
                        "limit")
                .then();
    }

    private static String ending(String which) {
        return "UPDATE session SET ended_at = now(), end_reason = :reason WHERE ended_at IS NULL AND " + which
                + " RETURNING id, ended_at";
    }

    private Mono<Long> end(GenericExecuteSpec update, String reason) {
        return update.bind("reason", reason)
                .mapProperties(Ended.class)
                .all()
                .collectList()
                .flatMapIterable(ended -> ended)
                .concatMap(ended -> outbox.append(new SessionEnded(ended.id(), reason, ended.endedAt()))
                        .thenReturn(ended))
                .count();
    }

    private Mono<Begun> begin(String state, String ownerColumn, UUID owner, String levelOfAssurance) {
        var cookie = SessionCookie.generate(random);
        var session = new NewSession(UUID.randomUUID(), cookie.value());
        return database.sql("""
                        INSERT INTO session (id, cookie_hash, state, level_of_assurance, idle_expires_at, expires_at, %s)
                        VALUES (:id, :hash, :state, :level, now() + make_interval(secs => :idle),
                            now() + make_interval(secs => :absolute), :owner)
                        RETURNING created_at
                        """.formatted(ownerColumn))
                .bind("id", session.id())
                .bind("hash", cookie.hash())
                .bind("state", state)
                .bind("level", levelOfAssurance)
                .bind("idle", properties.idle().toSeconds())
                .bind("absolute", properties.absolute().toSeconds())
                .bind("owner", owner)
                .mapValue(Instant.class)
                .one()
                .map(createdAt -> new Begun(session, createdAt));
    }

    private record Begun(NewSession session, Instant createdAt) {}

    record Ended(UUID id, Instant endedAt) {}
}
