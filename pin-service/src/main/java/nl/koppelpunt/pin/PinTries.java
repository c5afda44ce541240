// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static nl.koppelpunt.pin.PinRepository.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Tries. Every transition is one conditional statement, and time is the database's. */
@Repository
class PinTries {
    private final DatabaseClient database;

    PinTries(DatabaseClient database) {
        this.database = database;
    }

    /** The try that was counted under this key before; empty without a key. */
    Mono<PinTry> find(PinAttempt attempt) {
        var key = attempt.key();
        return key == null
                ? Mono.empty()
                : database.sql("""
                                select t.id as try_id, t.tried_at, t.tries_left, t.request_mac, t.request_mac_key,
                                       p.id, p.purpose, p.mac, p.mac_key
                                from pin_try t join pin p on p.id = t.pin_id
                                where p.id = :id and p.owner = :owner and t.attempt_key = :key""")
                        .bind("id", attempt.pinId())
                        .bind("owner", attempt.owner())
                        .bind("key", key)
                        .map(PinTries::pinTry)
                        .one();
    }

    /**
     * Counts a try before anything is compared, in one statement that three racing guesses cannot outrun (S-043); empty
     * when there is no try left to count. Needs {@link PinThrottle#lockSubjectOf} for the total of the subject to be exact.
     */
    Mono<PinTry> count(PinAttempt attempt, @Nullable PinMac request, int triesPerHour) {
        return database.sql("""
                        with counted as (
                            update pin set tries = tries + 1
                            where id = :id and owner = :owner and ended_at is null and expires_at > now()
                              and tries < max_tries
                              and (select count(*) from pin_try t
                                   where t.limit_subject = pin.limit_subject
                                     and t.tried_at > now() - interval '1 hour') < :triesPerHour
                            returning id, purpose, limit_subject, mac_key, mac, max_tries - tries as left_over
                        ), tried as (
                            insert into pin_try (pin_id, limit_subject, tries_left, attempt_key, request_mac, request_mac_key)
                            select id, limit_subject, left_over, :key, :request, :requestKey from counted
                            returning id, tried_at, tries_left, request_mac, request_mac_key
                        )
                        select tried.id as try_id, tried.tried_at, tried.tries_left, tried.request_mac,
                               tried.request_mac_key, counted.id, counted.purpose, counted.mac, counted.mac_key
                        from counted, tried""")
                .bind("id", attempt.pinId())
                .bind("owner", attempt.owner())
                .bind("triesPerHour", triesPerHour)
                .bind("key", Parameters.in(R2dbcType.VARCHAR, attempt.key()))
                .bind("request", Parameters.in(R2dbcType.VARBINARY, request == null ? null : request.value()))
                .bind("requestKey", Parameters.in(R2dbcType.VARCHAR, request == null ? null : request.keyId()))
                .map(PinTries::pinTry)
                .one();
    }

    /** Uses the PIN up; empty when another try, a lock or a replacement came first (S-044). */
    Mono<Instant> accept(PinTry spent) {
        return database.sql("""
                        with ended as (
                            update pin set ended_at = now(), ended_because = 'accepted'
                            where id = :id and ended_at is null and expires_at > now()
                            returning ended_at
                        ), proved as (
                            update pin_try set wrong = false, outcome = 'accepted'
                            where id = :tryId and exists (select from ended)
                        )
                        select ended_at from ended""")
                .bind("id", spent.pinId())
                .bind("tryId", spent.id())
                .map(row -> required(row, "ended_at", Instant.class))
                .one();
    }

    Mono<Boolean> wasAccepted(PinTry spent) {
        return database.sql("select coalesce(outcome = 'accepted', false) as accepted from pin_try where id = :tryId")
                .bind("tryId", spent.id())
                .map(row -> required(row, "accepted", Boolean.class))
                .one();
    }

    /** True the first time. */
    Mono<Boolean> reject(PinTry spent) {
        return database.sql("update pin_try set outcome = 'rejected' where id = :tryId and outcome is null")
                .bind("tryId", spent.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static PinTry pinTry(Readable row) {
        var request = row.get("request_mac", byte[].class);
        return new PinTry(
                required(row, "try_id", Long.class),
                required(row, "id", UUID.class),
                required(row, "purpose", String.class),
                new PinMac(required(row, "mac_key", String.class), required(row, "mac", byte[].class)),
                required(row, "tries_left", Integer.class),
                required(row, "tried_at", Instant.class),
                request == null ? null : new PinMac(required(row, "request_mac_key", String.class), request));
    }
}
