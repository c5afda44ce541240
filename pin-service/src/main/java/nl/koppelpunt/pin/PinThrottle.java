// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static nl.koppelpunt.pin.PinRepository.required;
import static nl.koppelpunt.pin.PinRepository.seconds;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Says when the next PIN may be asked (S-047, S-048). The rows decide, under a lock per subject and per mailbox that
 * lasts as long as the caller's transaction, so that replicas share one count.
 */
@Repository
class PinThrottle {
    private static final String NEXT_PIN = """
            with wrong as (
                select count(*) filter (where tried_at > now() - interval '1 hour') as last_hour, count(*) as last_day
                from pin_try where wrong and tried_at > now() - interval '1 day'
            ), brake as (
                select last_hour > :wrongPerHour or last_day > :wrongPerDay as braked from wrong
            ), next as (
                select braked, greatest(now(),
                    (select max(issued_at) from pin where limit_subject = :subject)
                        + make_interval(secs => case when braked then :brakeInterval else :interval end),
                    (select issued_at + interval '1 hour' from pin where limit_subject = :subject
                        order by issued_at desc offset :perHour limit 1),
                    (select issued_at + interval '1 day' from pin where limit_subject = :subject
                        order by issued_at desc offset :perDay limit 1),
                    (select issued_at + interval '1 hour' from pin where mailbox_index in (:mailboxes)
                        order by issued_at desc offset :perMailboxPerHour limit 1),
                    (select tried_at + interval '1 hour' from pin_try where limit_subject = :subject
                        order by tried_at desc offset :triesPerHour limit 1),
                    case when braked then (select issued_at + interval '1 hour' from pin
                        order by issued_at desc offset :brakePerHour limit 1) end) as at
                from brake
            )
            select at, braked, ceil(extract(epoch from at - now()) * 1000)::bigint as waiting from next""";

    private final DatabaseClient database;
    private final PinProperties.Throttle throttle;
    private final PinProperties.Brake brake;

    PinThrottle(DatabaseClient database, PinProperties properties) {
        this.database = database;
        this.throttle = properties.throttle();
        this.brake = properties.brake();
    }

    /** Always the subject before its mailbox: one order for all, so that two issues never wait for each other. */
    Mono<Void> lock(String subject, byte[] mailbox) {
        return lock("select pg_advisory_xact_lock(hashtextextended(:subject, 1))", "subject", subject)
                .then(lock(
                        "select pg_advisory_xact_lock(hashtextextended(encode(:mailbox, 'hex'), 2))",
                        "mailbox",
                        mailbox));
    }

    /** After the other two: one order for all. */
    Mono<Void> lockAll() {
        return database.sql("select pg_advisory_xact_lock(3, 0)")
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> lockSubjectOf(UUID pinId) {
        return lock(
                "select pg_advisory_xact_lock(hashtextextended(limit_subject, 1)) from pin where id = :id",
                "id",
                pinId);
    }

    /** The n-th newest issue or try frees its place when its window has passed: that moment is the answer. */
    Mono<NextPin> next(String subject, List<byte[]> mailboxes) {
        return database.sql(NEXT_PIN)
                .bind("subject", subject)
                .bind("mailboxes", mailboxes)
                .bind("interval", seconds(throttle.interval()))
                .bind("perHour", throttle.perHour() - 1)
                .bind("perDay", throttle.perDay() - 1)
                .bind("perMailboxPerHour", throttle.perMailboxPerHour() - 1)
                .bind("triesPerHour", throttle.triesPerHour() - 1)
                .bind("wrongPerHour", brake.wrongPerHour())
                .bind("wrongPerDay", brake.wrongPerDay())
                .bind("brakePerHour", brake.perHour() - 1)
                .bind("brakeInterval", seconds(brake.interval()))
                .map(PinThrottle::nextPin)
                .one();
    }

    Mono<NextPin> nextAfter(UUID pinId) {
        return database.sql("select limit_subject, mailbox_index from pin where id = :id")
                .bind("id", pinId)
                .map(row -> next(
                        required(row, "limit_subject", String.class),
                        List.of(required(row, "mailbox_index", byte[].class))))
                .one()
                .flatMap(next -> next);
    }

    private Mono<Void> lock(String sql, String name, Object value) {
        return database.sql(sql).bind(name, value).fetch().rowsUpdated().then();
    }

    private static NextPin nextPin(Readable row) {
        return new NextPin(
                required(row, "at", Instant.class),
                Duration.ofMillis(required(row, "waiting", Long.class)),
                required(row, "braked", Boolean.class));
    }
}
