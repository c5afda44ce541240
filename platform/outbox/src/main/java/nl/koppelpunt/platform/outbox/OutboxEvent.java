// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/** An event that waits for its relay. */
record OutboxEvent(
        long sequence, UUID id, String topic, String type, String subject, String payload, OffsetDateTime recordedAt) {

    static OutboxEvent of(Readable row) {
        return new OutboxEvent(
                column(row, "sequence", Long.class),
                column(row, "id", UUID.class),
                column(row, "topic", String.class),
                column(row, "type", String.class),
                column(row, "subject", String.class),
                column(row, "payload", String.class),
                column(row, "recorded_at", OffsetDateTime.class));
    }

    private static <T> T column(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
