// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.event.Topics;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Events that waited: PINs that were issued, five of one subject, the same to the relay and to the bare producer. */
record Backlog(int events, String payload) {

    private static final String TYPE = EventTypes.typeOf(PinIssued.class);
    private static final int OF_ONE_SUBJECT = 5;

    /** The sealed message is as long as that of a mail with a PIN. */
    static Backlog of(int events) throws IOException {
        try (var sample = Objects.requireNonNull(
                KoppelpuntEvent.class.getResourceAsStream("pin-issued.v1.sample.json"), "sample")) {
            String payload = new String(sample.readAllBytes(), StandardCharsets.UTF_8);
            return new Backlog(events, payload.replace("\"eyJ", "\"" + "eyJ".repeat(200)));
        }
    }

    Mono<Void> fill(DatabaseClient database) {
        return database.sql("TRUNCATE outbox_event")
                .then()
                .then(database.sql("""
                                INSERT INTO outbox_event (id, topic, type, subject, key_group, payload)
                                SELECT gen_random_uuid(), :topic, :type, 'subject-' || n % :subjects,
                                    abs(hashtext('subject-' || n % :subjects)) % 16, CAST(:payload AS json)
                                FROM generate_series(0, :events - 1) n ORDER BY n
                                """)
                        .bind("topic", Topics.PINS)
                        .bind("type", TYPE)
                        .bind("subjects", events / OF_ONE_SUBJECT)
                        .bind("events", events)
                        .bind("payload", payload)
                        .then())
                .then(database.sql("VACUUM ANALYZE outbox_event").then());
    }

    /** The same events, not read from anywhere. */
    Stream<OutboxEvent> inMemory() {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        return IntStream.range(0, events)
                .mapToObj(n -> new OutboxEvent(
                        n,
                        UUID.randomUUID(),
                        Topics.PINS,
                        TYPE,
                        "subject-" + n % (events / OF_ONE_SUBJECT),
                        payload,
                        null,
                        now));
    }
}
