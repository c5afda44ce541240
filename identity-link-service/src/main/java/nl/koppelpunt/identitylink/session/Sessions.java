// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.IdentityLinkEvent.SignedIn;
import nl.koppelpunt.identitylink.eherkenning.BrokerSession;
import nl.koppelpunt.identitylink.eherkenning.BrokerSessionCipher;
import nl.koppelpunt.identitylink.identitylink.IdentityLink;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import nl.koppelpunt.platform.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
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
    private final BrokerSessionCipher cipher;
    private final SessionEnding ending;
    private final SessionProperties properties;

    Sessions(
            DatabaseClient database,
            Outbox outbox,
            SecureRandom random,
            ColumnCipher cipher,
            SessionEnding ending,
            SessionProperties properties) {
        this.database = database;
        this.outbox = outbox;
        this.random = random;
        this.cipher = new BrokerSessionCipher(cipher, SessionEnding.BROKER_SESSION);
        this.ending = ending;
        this.properties = properties;
    }

    public Mono<NewSession> beginLinking(
            UUID linkAttemptId, String levelOfAssurance, @Nullable BrokerSession atBroker) {
        return begin("LINKING", "link_attempt_id", linkAttemptId, levelOfAssurance, kept(atBroker))
                .map(Begun::session);
    }

    public Mono<NewSession> beginSignedIn(
            IdentityLink link, String levelOfAssurance, @Nullable BrokerSession atBroker) {
        return beginSignedIn(link, levelOfAssurance, kept(atBroker));
    }

    /** Ends a session that links and begins the one that is signed in; nothing if there is none to end. */
    public Mono<NewSession> promote(UUID id, IdentityLink link, String levelOfAssurance) {
        return ending.one(id, REPLACED).flatMap(ended -> beginSignedIn(link, levelOfAssurance, ended.brokerSession()));
    }

    private Mono<NewSession> beginSignedIn(
            IdentityLink link, String levelOfAssurance, @Nullable ByteBuffer brokerSession) {
        return begin("SIGNED_IN", "link_id", link.id(), levelOfAssurance, brokerSession)
                .flatMap(begun -> outbox.append(new SignedIn(
                                begun.session().id(),
                                link.id(),
                                link.portalUserId(),
                                levelOfAssurance,
                                begun.createdAt()))
                        .then(ending.beyondLimit(link.id(), begun.session().id()))
                        .thenReturn(begun.session()));
    }

    /** Whether there was a session to end. */
    public Mono<Boolean> end(UUID id, String reason) {
        return ending.one(id, reason).hasElement();
    }

    public Mono<Void> endByCookie(String cookieValue, String reason) {
        return ending.byCookie(new SessionCookie(cookieValue), reason);
    }

    public Mono<Void> endLinking(UUID linkAttemptId, String reason) {
        return ending.ofLinkAttempt(linkAttemptId, reason);
    }

    private @Nullable ByteBuffer kept(@Nullable BrokerSession atBroker) {
        return atBroker == null ? null : cipher.encrypt(atBroker);
    }

    private Mono<Begun> begin(
            String state, String ownerColumn, UUID owner, String levelOfAssurance, @Nullable ByteBuffer brokerSession) {
        var cookie = SessionCookie.generate(random);
        var session = new NewSession(UUID.randomUUID(), cookie.value());
        var insert = database.sql("""
                        INSERT INTO session (id, cookie_hash, state, level_of_assurance, idle_expires_at, expires_at, %s,
                            broker_session)
                        VALUES (:id, :hash, :state, :level, now() + make_interval(secs => :idle),
                            now() + make_interval(secs => :absolute), :owner, :atBroker)
                        RETURNING created_at
                        """.formatted(ownerColumn))
                .bind("id", session.id())
                .bind("hash", cookie.hash())
                .bind("state", state)
                .bind("level", levelOfAssurance)
                .bind("idle", properties.idle().toSeconds())
                .bind("absolute", properties.absolute().toSeconds())
                .bind("owner", owner);
        return (brokerSession == null
                        ? insert.bindNull("atBroker", ByteBuffer.class)
                        : insert.bind("atBroker", brokerSession))
                .mapValue(Instant.class)
                .one()
                .map(createdAt -> new Begun(session, createdAt));
    }

    private record Begun(NewSession session, Instant createdAt) {}
}
