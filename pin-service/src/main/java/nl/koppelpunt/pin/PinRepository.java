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

/** PINs. Every transition is one conditional statement, and time is the database's. */
@Repository
class PinRepository {
    private final DatabaseClient database;

    PinRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Pin> insert(PinDraft draft, int maxTries) {
        var request = draft.request();
        return database.sql("""
                        insert into pin (id, owner, purpose, limit_subject, mailbox_index, binding, mac, mac_key, max_tries, expires_at)
                        values (:id, :owner, :purpose, :subject, :mailbox, :binding, :mac, :macKey, :maxTries,
                                now() + make_interval(secs => :validFor))
                        returning id, purpose, issued_at, expires_at, max_tries""")
                .bind("id", draft.id())
                .bind("owner", request.owner())
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

    /** Why a try was not counted; empty for an unknown PIN and for a binding that is not its own, which look alike. */
    Mono<PinState> stateOf(PinAttempt attempt) {
        return database.sql("""
                        select coalesce(ended_because = 'locked', expires_at > now()) as locked
                        from pin where id = :id and owner = :owner and binding = :binding""")
                .bind("id", attempt.pinId())
                .bind("owner", attempt.owner())
                .bind("binding", attempt.binding().bytes())
                .map(row -> required(row, "locked", Boolean.class) ? PinState.LOCKED : PinState.OVER)
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

    /** Empty when the PIN is unknown, another's, or had ended already. */
    Mono<EndedPin> withdraw(UUID id, String owner) {
        return database.sql("""
                        update pin set ended_at = now(), ended_because = 'withdrawn'
                        where id = :id and owner = :owner and ended_at is null returning id, purpose, ended_at""")
                .bind("id", id)
                .bind("owner", owner)
                .map(PinRepository::endedPin)
                .one();
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

    static Pin pin(Readable row) {
        return new Pin(
                required(row, "id", UUID.class),
                required(row, "purpose", String.class),
                required(row, "issued_at", Instant.class),
                required(row, "expires_at", Instant.class),
                required(row, "max_tries", Integer.class));
    }

    private static EndedPin endedPin(Readable row) {
        return new EndedPin(
                required(row, "id", UUID.class),
                required(row, "purpose", String.class),
                required(row, "ended_at", Instant.class));
    }
}
