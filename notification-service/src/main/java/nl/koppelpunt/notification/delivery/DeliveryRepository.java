// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.notification.mail.MailKind;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Delivery rows. Every transition is one conditional statement; time is the database's. */
@Repository
class DeliveryRepository {
    static final String RECIPIENT = "delivery.recipient";
    private static final String RECIPIENT_INDEX = "delivery.recipient_index";
    private static final String WHILE_HELD = "status = 'sending' and attempts = :attempt";

    private final DatabaseClient database;
    private final ColumnCipher cipher;
    private final JsonMapper json;

    DeliveryRepository(DatabaseClient database, ColumnCipher cipher, JsonMapper json) {
        this.database = database;
        this.cipher = cipher;
        this.json = json;
    }

    /** Empty when this fact had this mail for this recipient already, also under an older key of the index. */
    Mono<UUID> insert(DeliveryDraft draft) {
        var mailbox = draft.recipient().toLowerCase(Locale.ROOT);
        return database.sql("""
                        insert into delivery (id, source_event_id, subject_id, template, role, locale, recipient,
                                recipient_index, facts, sealed_content, happened_at, expires_at, on_expiry)
                        select :id, :event, :subject, :template, :role, :locale, :recipient,
                               :index, cast(:facts as jsonb), :sealed, :happenedAt, :expiresAt, :onExpiry
                        where not exists (select from delivery where source_event_id = :event
                                and template = :template and recipient_index in (:indexes))
                        on conflict on constraint delivery_once do nothing
                        returning id""")
                .bind("id", UUID.randomUUID())
                .bind("event", draft.sourceEventId())
                .bind("subject", draft.subjectId())
                .bind("template", draft.kind().label())
                .bind("role", draft.role())
                .bind("locale", draft.locale())
                .bind("recipient", cipher.encrypt(RECIPIENT, draft.recipient()))
                .bind("index", cipher.blindIndex(RECIPIENT_INDEX, mailbox))
                .bind("indexes", cipher.blindIndexes(RECIPIENT_INDEX, mailbox))
                .bind("facts", json.writeValueAsString(draft.facts()))
                .bind("sealed", draft.sealedContent())
                .bind("happenedAt", draft.happenedAt())
                .bind("expiresAt", draft.expiresAt())
                .bind("onExpiry", draft.onExpiry().label())
                .map(row -> required(row, "id", UUID.class))
                .one();
    }

    /**
     * SKIP LOCKED lets replicas claim side by side; the lease outlives the statement, so that no transaction is held open
     * while a mail server answers. A lease that has run out is called out first, and free when nobody answers. What is worth
     * nothing after its expiry (a PIN) never waits behind what is, however long the others have been due (S-110).
     */
    Flux<Delivery> claimDue(int most, Collection<UUID> held, DeliveryProperties properties) {
        return database.sql("""
                        with called_out as (
                            update delivery set called_out = true, lease_until = now() + make_interval(secs => :grace)
                            where id in (
                                select id from delivery
                                where status = 'sending' and taken_at is null and not called_out
                                  and lease_until < now() and id <> all(:held)
                                for update skip locked)
                        ), claimed as (
                            update delivery set status = 'sending', attempts = attempts + 1, called_out = false,
                                lease_until = now() + make_interval(secs => :lease)
                            where id in (
                                select id from delivery
                                where ((status = 'queued' and next_attempt_at <= now())
                                    or (status = 'sending' and taken_at is null and called_out and lease_until < now()))
                                  and id <> all(:held)
                                order by on_expiry desc, next_attempt_at limit :most
                                for update skip locked)
                            returning *
                        ), noted as (
                            insert into delivery_attempt (delivery_id, number) select id, attempts from claimed
                        )
                        select *, facts::text as facts_text, extract(epoch from expires_at - now())::float8 as seconds_left
                        from claimed
                        order by on_expiry desc, next_attempt_at""")
                .bind("lease", seconds(properties.lease()))
                .bind("grace", seconds(properties.grace()))
                .bind("held", held.toArray(UUID[]::new))
                .bind("most", most)
                .map(this::delivery)
                .all();
    }

    /** False when another holds it, or it has ended. */
    Mono<Boolean> renew(UUID id, int attempt, Duration lease) {
        return database.sql("""
                        update delivery set called_out = false, lease_until = now() + make_interval(secs => :lease)
                        where id = :id and attempts = :attempt and status = 'sending'""")
                .bind("id", id)
                .bind("attempt", attempt)
                .bind("lease", seconds(lease))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Counts before whatever another may make of it, also when this process was taken for dead meanwhile. */
    Mono<Boolean> sent(Delivery delivery) {
        return end(delivery, "sent", "sent", "status in ('queued', 'sending')");
    }

    /** As little as keeps anybody from sending it again; what it said is of no use any more. */
    Mono<Long> taken(Delivery delivery) {
        return database.sql("""
                        update delivery set taken_at = now(), reason = 'sent-not-recorded', sealed_content = null
                        where id = :id and status = 'sending'""").bind("id", delivery.id()).fetch().rowsUpdated();
    }

    /** Some of those that were sent and are not written down: any, so that none that never can be stands in the way. */
    Flux<Delivery> taken(int most) {
        return database.sql("""
                        select id, source_event_id, template, role, locale, recipient, '{}' as facts_text,
                            '' as sealed_content, happened_at, expires_at, on_expiry, cast(0 as float8) as seconds_left,
                            attempts
                        from delivery where taken_at is not null order by random() limit :most""").bind("most", most).map(this::delivery).all();
    }

    Mono<Boolean> failed(Delivery delivery, String reason) {
        return end(delivery, "failed", reason, WHILE_HELD);
    }

    Mono<Boolean> expired(Delivery delivery) {
        return end(delivery, delivery.onExpiry().label(), "expired", WHILE_HELD);
    }

    /** Frees the row for another attempt, never later than the moment at which there is nothing left to tell. */
    Mono<Boolean> retry(Delivery delivery, String reason, Duration backoff) {
        return database.sql("""
                        with freed as (
                            update delivery set status = 'queued', lease_until = null, called_out = false,
                                reason = :reason, next_attempt_at = least(now() + make_interval(secs => :backoff), expires_at)
                            where id = :id and status = 'sending' and attempts = :attempt
                            returning id, attempts
                        ), noted as (
                            update delivery_attempt a set ended_at = now(), outcome = 'deferred', reason = :reason
                            from freed where a.delivery_id = freed.id and a.number = freed.attempts
                        )
                        select count(*) from freed""")
                .bind("id", delivery.id())
                .bind("attempt", delivery.attempt())
                .bind("reason", reason)
                .bind("backoff", seconds(backoff))
                .mapValue(Long.class)
                .one()
                .map(rows -> rows == 1);
    }

    /** For one more round of attempts, if what it needs is still there and still means something. */
    Mono<Boolean> requeue(UUID id, Duration giveUpAfter) {
        return database.sql("""
                        update delivery set status = 'queued', reason = 'redelivery', ended_at = null,
                            next_attempt_at = now(),
                            expires_at = case when on_expiry = 'abandoned'
                                then greatest(expires_at, now() + make_interval(secs => :giveUp)) else expires_at end
                        where id = :id and status in ('failed', 'abandoned') and sealed_content is not null
                          and (on_expiry = 'abandoned' or expires_at > now())""")
                .bind("id", id)
                .bind("giveUp", seconds(giveUpAfter))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> wipe(Duration resendWithin) {
        return database.sql("""
                        update delivery set sealed_content = null
                        where status in ('failed', 'abandoned') and sealed_content is not null
                          and ((on_expiry = 'skipped' and expires_at <= now())
                            or ended_at < now() - make_interval(secs => :within))""").bind("within", seconds(resendWithin)).fetch().rowsUpdated();
    }

    /**
     * What is said about a subject has lost its meaning: what is queued is skipped, and counted. What is being sent this
     * moment is left alone but over by now, and so is what failed: neither is sent once more. In one statement, as a mail
     * that passes from one state to the other meanwhile would slip through two.
     */
    Mono<Long> skip(String subjectId, String reason) {
        return database.sql("""
                        with pointless as (
                            update delivery set expires_at = least(expires_at, now()),
                                status = case when status = 'queued' then 'skipped' else status end,
                                reason = case when status = 'queued' then :reason else reason end,
                                ended_at = case when status = 'queued' then now() else ended_at end,
                                sealed_content = case when status = 'sending' then sealed_content end
                            where subject_id = :subject and status in ('queued', 'sending', 'failed')
                              and on_expiry = 'skipped'
                            returning status
                        )
                        select count(*) from pointless where status = 'skipped'""")
                .bind("subject", subjectId)
                .bind("reason", reason)
                .mapValue(Long.class)
                .one();
    }

    /** How long the oldest of each that is due has been due. */
    Mono<Map<OnExpiry, Duration>> lag() {
        return database.sql("""
                        select on_expiry, extract(epoch from now() - min(next_attempt_at))::float8 as seconds
                        from delivery where status = 'queued' and next_attempt_at <= now() group by on_expiry""")
                .map(row -> Map.entry(OnExpiry.of(required(row, "on_expiry", String.class)), duration(row, "seconds")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Long> deleteOlderThan(Duration retention) {
        return database.sql("delete from delivery where created_at < now() - make_interval(secs => :retention)")
                .bind("retention", seconds(retention))
                .fetch()
                .rowsUpdated();
    }

    /** What may be resent keeps its content; what was sent, or means nothing any more, does not. */
    private Mono<Boolean> end(Delivery delivery, String status, String reason, String condition) {
        return database.sql("""
                        with ended as (
                            update delivery set status = :status, reason = :reason, ended_at = now(), lease_until = null,
                                called_out = false, taken_at = null,
                                sealed_content = case when :status in ('sent', 'skipped') then null else sealed_content end
                            where id = :id and %s
                            returning id
                        ), noted as (
                            update delivery_attempt set ended_at = now(), outcome = :status, reason = :reason
                            where delivery_id = :id and number = :attempt and ended_at is null
                        )
                        select count(*) from ended""".formatted(condition))
                .bind("id", delivery.id())
                .bind("attempt", delivery.attempt())
                .bind("status", status)
                .bind("reason", reason)
                .mapValue(Long.class)
                .one()
                .map(rows -> rows == 1);
    }

    private Delivery delivery(Readable row) {
        var template = required(row, "template", String.class);
        var recipient = required(row, "recipient", byte[].class);
        var facts = required(row, "facts_text", String.class);
        return new Delivery(
                required(row, "id", UUID.class),
                required(row, "source_event_id", String.class),
                template,
                required(row, "role", String.class),
                required(row, "locale", String.class),
                () -> envelope(template, recipient, facts),
                required(row, "sealed_content", String.class),
                required(row, "happened_at", Instant.class),
                required(row, "expires_at", Instant.class),
                OnExpiry.of(required(row, "on_expiry", String.class)),
                duration(row, "seconds_left"),
                required(row, "attempts", Integer.class));
    }

    private Delivery.Envelope envelope(String template, byte[] recipient, String facts) {
        return new Delivery.Envelope(
                MailKind.of(template),
                cipher.decrypt(RECIPIENT, recipient),
                json.readValue(facts, new TypeReference<Map<String, String>>() {}));
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static Duration duration(Readable row, String column) {
        return Duration.ofMillis((long) (required(row, column, Double.class) * 1000));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
