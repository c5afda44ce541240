// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.ByteBuffer;
import java.util.Objects;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The log-outs that are under way to the broker and back. Each step of one is taken once. */
@Repository
class LogOutRequests {

    /** A request that is out, and the language of whoever it is for. */
    record Sent(String id, String broker, @Nullable String language) {}

    private static final String OPEN = """
            insert into broker_log_out (ticket_hash, broker, broker_session, expires_at)
            values (:ticket, :broker, :session, now() + interval '2 minutes')""";
    // The session is forgotten in the same statement that gives it out.
    private static final String TAKE = """
            with ticket as (select ticket_hash, broker_session from broker_log_out
                where ticket_hash = :ticket and request_id is null and expires_at > now() for update)
            update broker_log_out l set broker_session = null, request_id = :id, relay_state_hash = :relayState,
                language = :language, expires_at = now() + interval '10 minutes'
            from ticket t where l.ticket_hash = t.ticket_hash
            returning t.broker_session""";
    private static final String FINISH = """
            delete from broker_log_out where relay_state_hash = :relayState and expires_at > now()
            returning request_id, broker, language""";

    private final DatabaseClient database;
    private final BrokerSessionCipher cipher;

    LogOutRequests(DatabaseClient database, ColumnCipher cipher) {
        this.database = database;
        this.cipher = new BrokerSessionCipher(cipher, "broker_log_out.broker_session");
    }

    Mono<Void> open(String ticket, BrokerSession session) {
        return database.sql(OPEN)
                .bind("ticket", Hashes.sha256(ticket))
                .bind("broker", session.broker())
                .bind("session", cipher.encrypt(session))
                .then();
    }

    /** Empty for a ticket that is unknown, used or too old. */
    Mono<BrokerSession> take(String ticket, String id, String relayState, @Nullable String language) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(TAKE)
                .bind("ticket", Hashes.sha256(ticket))
                .bind("id", id)
                .bind("relayState", Hashes.sha256(relayState));
        return (language == null ? statement.bindNull("language", String.class) : statement.bind("language", language))
                .map(row -> cipher.decrypt(Objects.requireNonNull(row.get("broker_session", ByteBuffer.class))))
                .one();
    }

    /** Empty for an answer nobody waits for. */
    Mono<Sent> finish(String relayState) {
        return database.sql(FINISH)
                .bind("relayState", Hashes.sha256(relayState))
                .map(row -> new Sent(
                        Objects.requireNonNull(row.get("request_id", String.class)),
                        Objects.requireNonNull(row.get("broker", String.class)),
                        row.get("language", String.class)))
                .one();
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    Mono<Void> forget() {
        return database.sql("delete from broker_log_out where expires_at < now()")
                .then();
    }
}
