// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PINs and tries. Every transition is one conditional statement, and time is the database's. */
@Repository
class PinRepository {
    private final DatabaseClient database;

    PinRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Pin> insert(PinDraft draft, int maxTries) {
        var request = draft.request();
        return database.sql("""
                        insert into pin (id, purpose, limit_subject, mailbox_index, binding, mac, mac_key, max_tries, expires_at)
                        values (:id, :purpose, :subject, :mailbox, :binding, :mac, :macKey, :maxTries,
                                now() + make_interval(secs => :validFor))
                        returning id, purpose, issued_at, expires_at, max_tries""")
                .bind("id", draft.id())
                .bind("purpose", request.purpose())
                .bind("subject", request.limitSubject())
                .bind("mailbox", draft.mailboxIndexes().getFirst())
                .bind("binding", request.binding().bytes())
                .bind("mac", draft.mac().value())
                .bind("macKey", draft.mac().keyId())
                .bind("maxTries", maxTries)
                .bind("validFor", seconds(request.validFor()))
                .map(PinRepository::pin)
                .one();
    }

    /**
     * Counts a try before anything is compared, in one statement that three racing guesses cannot outrun (S-043); empty
     * when there is no try left to count. Needs {@link PinThrottle#lockSubjectOf} for the total of the subject to be exact.
     */
    Mono<PinTry> countTry(UUID id, int triesPerHour) {
        return database.sql("""
                        with counted as (
                            update pin set tries = tries + 1
                            where id = :id and ended_at is null and expires_at > now() and tries < max_tries
                              and (select count(*) from pin_try t
                                   where t.limit_subject = pin.limit_subject
                                     and t.tried_at > now() - interval '1 hour') < :triesPerHour
                            returning id, purpose, limit_subject, mac_key, mac, max_tries - tries as tries_left
                        ), tried as (
                            insert into pin_try (pin_id, limit_subject)
                            select id, limit_subject from counted
                            returning id, tried_at
                        )
                        select tried.id as try_id, tried.tried_at, counted.* from counted, tried""")
                .bind("id", id)
                .bind("triesPerHour", triesPerHour)
                .map(PinRepository::pinTry)
                .one();
    }

    /** Why a try was not counted; empty for an unknown PIN and for a binding that is not its own, which look alike. */
    Mono<PinState> stateOf(UUID id, PinBinding binding) {
        return database.sql("""
                        select coalesce(ended_because = 'locked', expires_at > now()) as locked
                        from pin where id = :id and binding = :binding""")
                .bind("id", id)
                .bind("binding", binding.bytes())
                .map(row -> required(row, "locked", Boolean.class) ? PinState.LOCKED : PinState.OVER)
                .one();
    }

    /** Uses the PIN up; empty when another try, a lock or a replacement came first (S-044). */
    Mono<Instant> accept(PinTry counted) {
        return database.sql("""
                        with ended as (
                            update pin set ended_at = now(), ended_because = 'accepted'
                            where id = :id and ended_at is null and expires_at > now()
                            returning ended_at
                        ), proved as (
                            update pin_try set wrong = false where id = :tryId and exists (select from ended)
                        )
                        select ended_at from ended""")
                .bind("id", counted.pinId())
                .bind("tryId", counted.id())
                .map(row -> required(row, "ended_at", Instant.class))
                .one();
    }

    /** Empty when the PIN had ended already. */
    Mono<Instant> lock(UUID id) {
        return database.sql("""
                        update pin set ended_at = now(), ended_because = 'locked'
                        where id = :id and ended_at is null returning ended_at""")
                .bind("id", id)
                .map(row -> required(row, "ended_at", Instant.class))
                .one();
    }

    /** Empty when the PIN is unknown or had ended already. */
    Mono<EndedPin> withdraw(UUID id) {
        return database.sql("""
                        update pin set ended_at = now(), ended_because = 'withdrawn'
                        where id = :id and ended_at is null returning id, purpose, ended_at""").bind("id", id).map(PinRepository::endedPin).one();
    }

    /** Ends what is still open for the same purpose, subject and binding (S-046). */
    Flux<EndedPin> replace(PinRequest request) {
        return database.sql("""
                        update pin set ended_at = now(), ended_because = 'replaced'
                        where purpose = :purpose and limit_subject = :subject and binding = :binding and ended_at is null
                        returning id, purpose, ended_at""")
                .bind("purpose", request.purpose())
                .bind("subject", request.limitSubject())
                .bind("binding", request.binding().bytes())
                .map(PinRepository::endedPin)
                .all();
    }

    Mono<Long> deleteOlderThan(Duration retention) {
        return database.sql("delete from pin where issued_at < now() - make_interval(secs => :retention)")
                .bind("retention", seconds(retention))
                .fetch()
                .rowsUpdated();
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Pin pin(Readable row) {
        return new Pin(
                required(row, "id", UUID.class),
                required(row, "purpose", String.class),
                required(row, "issued_at", Instant.class),
                required(row, "expires_at", Instant.class),
                required(row, "max_tries", Integer.class));
    }

    private static PinTry pinTry(Readable row) {
        return new PinTry(
                required(row, "try_id", Long.class),
                required(row, "id", UUID.class),
                required(row, "purpose", String.class),
                new PinMac(required(row, "mac_key", String.class), required(row, "mac", byte[].class)),
                required(row, "tries_left", Integer.class),
                required(row, "tried_at", Instant.class));
    }

    private static EndedPin endedPin(Readable row) {
        return new EndedPin(
                required(row, "id", UUID.class),
                required(row, "purpose", String.class),
                required(row, "ended_at", Instant.class));
    }
}
