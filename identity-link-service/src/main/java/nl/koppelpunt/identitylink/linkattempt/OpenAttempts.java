// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.IdentityLinkEvent.LinkAttemptAbandoned;
import nl.koppelpunt.identitylink.identitylink.Authorisation;
import nl.koppelpunt.identitylink.identitylink.IdentityIndex;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.platform.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one attempt an identity may have open: found, begun, taken over by a new login, or run out. */
@Component
class OpenAttempts {

    private static final int BATCH = 100;

    private final DatabaseClient database;
    private final LinkAttemptRows rows;
    private final IdentityIndex index;
    private final Outbox outbox;
    private final LinkOutcomes outcomes;
    private final LinkAttemptProperties properties;

    OpenAttempts(
            DatabaseClient database,
            LinkAttemptRows rows,
            IdentityIndex index,
            Outbox outbox,
            LinkOutcomes outcomes,
            LinkAttemptProperties properties) {
        this.database = database;
        this.rows = rows;
        this.index = index;
        this.outbox = outbox;
        this.outcomes = outcomes;
        this.properties = properties;
    }

    /** The attempt a new login goes on with; a locked one is gone on with too, until its lock ends by itself. */
    Mono<LinkAttempt> find(IdentityKey identity) {
        return database.sql("SELECT " + LinkAttemptRows.COLUMNS + """
                         FROM link_attempt a
                        WHERE a.identity_index IN (:indexes) AND (a.state = 'CONFIRMED' OR a.locked_until > now()
                            OR (a.ended_at IS NULL AND a.expires_at > now()))
                        ORDER BY a.created_at DESC LIMIT 1
                        """)
                .bind("indexes", index.anyOf(identity))
                .map(rows::attempt)
                .one();
    }

    Mono<UUID> begin(IdentityKey identity, String levelOfAssurance) {
        var id = UUID.randomUUID();
        return expireOf(identity)
                .then(database.sql("""
                                INSERT INTO link_attempt (id, identity_index, broker, legal_type, legal_value,
                                    acting_type, acting_value, level_of_assurance, expires_at)
                                VALUES (:id, :index, :broker, :legalType, :legalValue, :actingType, :actingValue,
                                    :level, now() + make_interval(secs => :lifetime))
                                """)
                        .bind("id", id)
                        .bind("index", index.of(identity))
                        .bind("broker", identity.broker())
                        .bind("legalType", identity.legalType())
                        .bind("legalValue", identity.legalValue())
                        .bind("actingType", identity.actingType())
                        .bind("actingValue", rows.encryptedActingValue(identity))
                        .bind("level", levelOfAssurance)
                        .bind("lifetime", properties.lifetime().toSeconds())
                        .fetch()
                        .rowsUpdated())
                .thenReturn(id);
    }

    /** Gives the attempt to another session. What the old one proved is bound to it and has to be proved again. */
    Mono<Void> handOver(UUID id, UUID sessionId, String levelOfAssurance, Authorisation authorisation) {
        return database.sql("""
                        UPDATE link_attempt SET session_id = :session, level_of_assurance = :level,
                            establishment = :establishment, intermediary_type = :intermediaryType,
                            intermediary_value = :intermediaryValue
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("session", sessionId)
                .bind("level", levelOfAssurance)
                .bind("establishment", text(authorisation.establishment()))
                .bind("intermediaryType", text(authorisation.intermediaryType()))
                .bind("intermediaryValue", text(authorisation.intermediaryValue()))
                .fetch()
                .rowsUpdated()
                .then(startAnew(id));
    }

    private static Parameter text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }

    private Mono<Void> startAnew(UUID id) {
        return database.sql("UPDATE link_attempt SET " + LinkAttempts.WITHOUT_PROOF
                        + ", expires_at = now() + make_interval(secs => :lifetime)"
                        + " WHERE id = :id AND state IN ('AWAITING_PROOF', 'AWAITING_PIN')")
                .bind("id", id)
                .bind("lifetime", properties.lifetime().toSeconds())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Those that were confirmed a while ago and whose person has not come back to complete them. */
    Flux<LinkAttempt> confirmedBefore(long seconds) {
        return database.sql("SELECT " + LinkAttemptRows.COLUMNS + """
                         FROM link_attempt a
                        WHERE a.state = 'CONFIRMED' AND a.confirmed_at <= now() - make_interval(secs => :seconds)
                        ORDER BY a.confirmed_at LIMIT :batch
                        """)
                .bind("seconds", seconds)
                .bind("batch", BATCH)
                .map(rows::attempt)
                .all();
    }

    Mono<Void> expire() {
        return expire(database.sql(expiring("""
                        id IN (SELECT id FROM link_attempt
                            WHERE state IN ('AWAITING_PROOF', 'AWAITING_PIN') AND expires_at <= now()
                            ORDER BY expires_at LIMIT :batch FOR UPDATE SKIP LOCKED)
                        """)).bind("batch", BATCH));
    }

    Mono<Void> forgetOld() {
        return database.sql("DELETE FROM link_attempt WHERE ended_at < now() - make_interval(secs => :retention)")
                .bind("retention", properties.retention().toSeconds())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> expireOf(IdentityKey identity) {
        return expire(database.sql(expiring("identity_index IN (:indexes)")).bind("indexes", index.anyOf(identity)));
    }

    private static String expiring(String which) {
        return """
                UPDATE link_attempt SET state = 'EXPIRED', email = NULL, ended_at = now()
                WHERE state IN ('AWAITING_PROOF', 'AWAITING_PIN') AND expires_at <= now() AND %s
                RETURNING id, pin_id, ended_at
                """.formatted(which);
    }

    private Mono<Void> expire(GenericExecuteSpec update) {
        return update.mapProperties(Expired.class)
                .all()
                .collectList()
                .flatMap(expired -> Flux.fromIterable(expired)
                        .concatMap(this::tell)
                        .then(outcomes.count(LinkOutcomes.Outcome.EXPIRED, expired.size())));
    }

    private Mono<Void> tell(Expired expired) {
        return outbox.append(new LinkAttemptAbandoned(expired.id(), expired.pinId(), "expired", expired.endedAt()));
    }

    record Expired(UUID id, @Nullable UUID pinId, Instant endedAt) {}
}
