// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static nl.koppelpunt.pin.PinRepository.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Remembers which request with an idempotency key led to which PIN, for as long as the PIN is kept. Of the request itself
 * only a keyed hash is stored, and of the answer nothing that could not be told again.
 */
@Repository
class PinRequests {
    private final DatabaseClient database;

    PinRequests(DatabaseClient database) {
        this.database = database;
    }

    /** Makes the same key wait for the transaction that used it first. */
    Mono<Void> lock(String owner, String key) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:owner || ' ' || :key, 4))")
                .bind("owner", owner)
                .bind("key", key)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** The answer that was given; empty for a new key, an error for a key of another request. */
    Mono<PinIssue> answerTo(String owner, String key, List<byte[]> contentIndexes) {
        return database.sql("""
                        select r.content_index, r.new_pin_at, p.id, p.purpose, p.issued_at, p.expires_at, p.max_tries
                        from pin_request r join pin p on p.id = r.pin_id
                        where r.owner = :owner and r.request_key = :key""")
                .bind("owner", owner)
                .bind("key", key)
                .map(row -> answer(row, contentIndexes))
                .one();
    }

    Mono<Void> remember(String owner, String key, byte[] contentIndex, UUID pinId, Instant newPinAt) {
        return database.sql("""
                        insert into pin_request (owner, request_key, content_index, pin_id, new_pin_at)
                        values (:owner, :key, :content, :pin, :newPinAt)""")
                .bind("owner", owner)
                .bind("key", key)
                .bind("content", contentIndex)
                .bind("pin", pinId)
                .bind("newPinAt", newPinAt)
                .then();
    }

    private static PinIssue answer(Readable row, List<byte[]> contentIndexes) {
        var content = required(row, "content_index", byte[].class);
        if (contentIndexes.stream().noneMatch(index -> Arrays.equals(index, content))) {
            throw new KeyReusedException();
        }
        return new PinIssue.Issued(PinRepository.pin(row), required(row, "new_pin_at", Instant.class));
    }
}
