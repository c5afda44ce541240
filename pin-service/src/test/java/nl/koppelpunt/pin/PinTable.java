// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What tests do to the rows themselves: put a PIN there of which they know the digits, and move time. */
class PinTable {
    private final PinRepository pins;
    private final MacKeys keys;
    private final DatabaseClient database;

    PinTable(PinRepository pins, MacKeys keys, DatabaseClient database) {
        this.pins = pins;
        this.keys = keys;
        this.database = database;
    }

    UUID given(RawPin pin) {
        return given(pin, "subject-" + UUID.randomUUID());
    }

    UUID given(RawPin pin, String subject) {
        return given(keys, pin, subject);
    }

    UUID given(MacKeys madeWith, RawPin pin, String subject) {
        database.sql(
                        "update pin set ended_at = now(), ended_because = 'replaced' where limit_subject = :s and ended_at is null")
                .bind("s", subject)
                .then()
                .block();
        var draft = TestPins.draft(madeWith, pin, TestPins.request(subject));
        return requireNonNull(pins.insert(draft, 3).block()).id();
    }

    UUID givenFor(String purpose, RawPin pin, String subject) {
        var draft = TestPins.draft(keys, pin, TestPins.requestFor(purpose, subject));
        return requireNonNull(pins.insert(draft, 3).block()).id();
    }

    /** As if everything about this subject had happened earlier. */
    void shift(String subject, Duration earlier) {
        for (var change : List.of(
                "update pin set issued_at = issued_at - make_interval(secs => :secs), expires_at = expires_at - make_interval(secs => :secs) where limit_subject = :s",
                "update pin_try set tried_at = tried_at - make_interval(secs => :secs) where limit_subject = :s")) {
            database.sql(change)
                    .bind("secs", (double) earlier.toSeconds())
                    .bind("s", subject)
                    .then()
                    .block();
        }
    }

    void age(UUID id, Duration age) {
        database.sql(
                        "update pin set issued_at = now() - make_interval(secs => :secs), expires_at = now() - make_interval(secs => :secs) + interval '10 minutes' where id = :id")
                .bind("secs", age.toMillis() / 1000.0)
                .bind("id", id)
                .then()
                .block();
    }

    void execute(String sql) {
        database.sql(sql).then().block();
    }

    int tries(UUID id) {
        return (Integer) requireNonNull(row(id).get("tries"));
    }

    Object endedBecause(UUID id) {
        return String.valueOf(row(id).get("ended_because"));
    }

    long count(String table, String where) {
        return requireNonNull(database.sql("select count(*) from " + table + " where " + where)
                .mapValue(Long.class)
                .one()
                .block());
    }

    /** Every row of a table, as text. */
    String dump(String table) {
        return String.join(
                "\n",
                requireNonNull(database.sql("select t::text from " + table + " t")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block()));
    }

    String mac(UUID id) {
        return requireNonNull(database.sql("select encode(mac, 'hex') from pin where id = :id")
                .bind("id", id)
                .mapValue(String.class)
                .one()
                .block());
    }

    Map<String, Object> row(UUID id) {
        return requireNonNull(database.sql("select * from pin where id = :id")
                .bind("id", id)
                .fetch()
                .one()
                .block());
    }
}
