// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static nl.koppelpunt.notification.delivery.DeliveryRepository.required;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deliveries as officers look at them, newest first. */
@Repository
class DeliveryRecords {
    private static final String COLUMNS = """
            id, template, role, locale, recipient, status, reason, attempts, source_event_id, subject_id,
            happened_at, created_at, expires_at, ended_at,
            status in ('failed', 'abandoned') and sealed_content is not null
                and (on_expiry = 'abandoned' or expires_at > now()) as resendable""";

    private final DatabaseClient database;
    private final ColumnCipher cipher;

    DeliveryRecords(DatabaseClient database, ColumnCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** The cursor is the id of the last one seen; an unknown one gives nothing. */
    Flux<DeliveryRecord> page(@Nullable String status, @Nullable UUID after, int limit) {
        return database.sql("select " + COLUMNS + """
                         from delivery
                        where (cast(:status as text) is null or status = :status)
                          and (cast(:after as uuid) is null
                            or (created_at, id) < (select created_at, id from delivery
                                where id = cast(:after as uuid)))
                        order by created_at desc, id desc limit :limit""")
                .bind("status", Parameters.in(R2dbcType.VARCHAR, status))
                .bind("after", Parameters.in(R2dbcType.VARCHAR, after == null ? null : after.toString()))
                .bind("limit", limit)
                .map(this::read)
                .all();
    }

    Mono<DeliveryRecord> find(UUID id) {
        return database.sql("select " + COLUMNS + " from delivery where id = :id")
                .bind("id", id)
                .map(this::read)
                .one();
    }

    Flux<DeliveryRecord.Attempt> history(UUID id) {
        return database.sql("""
                        select number, started_at, ended_at, outcome, reason from delivery_attempt
                        where delivery_id = :id order by number desc limit 100""")
                .bind("id", id)
                .map(row -> new DeliveryRecord.Attempt(
                        required(row, "number", Integer.class),
                        required(row, "started_at", Instant.class),
                        row.get("ended_at", Instant.class),
                        row.get("outcome", String.class),
                        row.get("reason", String.class)))
                .all();
    }

    private DeliveryRecord read(Readable row) {
        return new DeliveryRecord(
                required(row, "id", UUID.class),
                required(row, "template", String.class),
                required(row, "role", String.class),
                required(row, "locale", String.class),
                masked(required(row, "recipient", byte[].class)),
                required(row, "status", String.class),
                row.get("reason", String.class),
                required(row, "attempts", Integer.class),
                required(row, "resendable", Boolean.class),
                required(row, "source_event_id", String.class),
                required(row, "subject_id", String.class),
                required(row, "happened_at", Instant.class),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                row.get("ended_at", Instant.class));
    }

    /** One whose key is gone is seen all the same: it is what an officer looks for then. */
    private String masked(byte[] recipient) {
        try {
            return DeliveryRecord.masked(cipher.decrypt(DeliveryRepository.RECIPIENT, recipient));
        } catch (IllegalArgumentException unreadable) {
            return DeliveryRecord.masked("");
        }
    }
}
