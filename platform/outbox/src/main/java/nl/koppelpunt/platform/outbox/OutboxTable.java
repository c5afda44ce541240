// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.KoppelpuntEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The outbox in the service's own database. */
final class OutboxTable implements Outbox {

    static final String CHANNEL = "outbox_event";

    private static final int KEY_GROUPS = 16;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final TraceParent trace;
    private final EventSchemas schemas = new EventSchemas();

    OutboxTable(DatabaseClient database, JsonMapper json, TraceParent trace) {
        this.database = database;
        this.json = json;
        this.trace = trace;
    }

    @Override
    public Mono<Void> append(KoppelpuntEvent event) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .filter(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorComplete(NoTransactionException.class)
                .switchIfEmpty(Mono.error(
                        () -> new IllegalStateException("An event is appended in the transaction of its act")))
                .then(Mono.defer(() -> insert(event)));
    }

    /** Relays hear of the event when the transaction commits, not before. */
    private Mono<Void> insert(KoppelpuntEvent event) {
        String payload = json.writeValueAsString(event);
        schemas.check(event.getClass(), payload);
        return database.sql("""
                        WITH appended AS (
                            INSERT INTO outbox_event (id, topic, type, subject, key_group, payload, trace_parent)
                            VALUES (:id, :topic, :type, :subject, :keyGroup, CAST(:payload AS json), :traceParent))
                        SELECT pg_notify(:channel, '')
                        """)
                .bind("id", UUID.randomUUID())
                .bind("topic", EventTypes.topicOf(event.getClass()))
                .bind("type", EventTypes.typeOf(event.getClass()))
                .bind("subject", event.subject())
                .bind("keyGroup", Math.floorMod(event.subject().hashCode(), KEY_GROUPS))
                .bind("payload", payload)
                .bind("traceParent", Parameters.in(R2dbcType.VARCHAR, trace.current()))
                .bind("channel", CHANNEL)
                .then();
    }

    /** Locks the group whose events wait longest, that no other relay holds and that is none of these; empty without one. */
    Mono<Integer> claimKeyGroup(Collection<Integer> butNot) {
        return database.sql("""
                        SELECT number FROM outbox_key_group AS g
                        WHERE number <> ALL(:butNot) AND EXISTS (
                            SELECT 1 FROM outbox_event WHERE key_group = g.number AND published_at IS NULL)
                        ORDER BY (
                            SELECT min(sequence) FROM outbox_event WHERE key_group = g.number AND published_at IS NULL)
                        LIMIT 1 FOR UPDATE OF g SKIP LOCKED
                        """)
                .bind("butNot", butNot.toArray(Integer[]::new))
                .mapValue(Integer.class)
                .one();
    }

    Flux<OutboxEvent> waiting(int keyGroup, int limit) {
        return database.sql("""
                        SELECT sequence, id, topic, type, subject, CAST(payload AS text) AS payload, trace_parent,
                            recorded_at
                        FROM outbox_event WHERE key_group = :keyGroup AND published_at IS NULL
                        ORDER BY sequence LIMIT :limit
                        """)
                .bind("keyGroup", keyGroup)
                .bind("limit", limit)
                .map(OutboxEvent::of)
                .all();
    }

    /** The group is named too, because only so an index finds the rows. */
    Mono<Long> markPublished(int keyGroup, Collection<Long> sequences) {
        return sequences.isEmpty()
                ? Mono.just(0L)
                : database.sql("""
                                UPDATE outbox_event SET published_at = now()
                                WHERE key_group = :keyGroup AND published_at IS NULL AND sequence = ANY(:sequences)
                                """)
                        .bind("keyGroup", keyGroup)
                        .bind("sequences", sequences.toArray(Long[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    /** Makes and drops the partitions of days; what no partition was made for is deleted. Answers what is gone. */
    Mono<Removed> removePublished(Duration retention) {
        return database.sql("SELECT outbox_event_upkeep(make_interval(secs => :retention))")
                .bind("retention", (double) retention.toSeconds())
                .mapValue(Integer.class)
                .one()
                .flatMap(days -> database.sql("""
                                DELETE FROM outbox_event_default
                                WHERE published_at < now() - make_interval(secs => :retention)
                                """)
                        .bind("retention", (double) retention.toSeconds())
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> new Removed(days, rows)));
    }

    Mono<Backlog> backlog() {
        return database.sql("""
                        SELECT count(*) AS events,
                            CAST(coalesce(extract(epoch FROM now() - min(recorded_at)), 0) AS float8) AS lag
                        FROM outbox_event WHERE published_at IS NULL
                        """).map(Backlog::of).one();
    }

    /** Whole days that were dropped, and rows that were in none. */
    record Removed(int days, long rows) {}

    /** How many events wait, and for how many seconds the oldest does. */
    record Backlog(long events, double lagSeconds) {

        static final Backlog NONE = new Backlog(0, 0);

        private static Backlog of(Readable row) {
            return new Backlog(
                    Objects.requireNonNull(row.get("events", Long.class)),
                    Objects.requireNonNull(row.get("lag", Double.class)));
        }
    }
}
