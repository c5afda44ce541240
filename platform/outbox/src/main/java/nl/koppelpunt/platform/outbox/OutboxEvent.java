// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits for its relay.
 *
 * @param traceParent W3C trace context of the act; null when it was not traced
 */
record OutboxEvent(
        long sequence,
        UUID id,
        String topic,
        String type,
        String subject,
        String payload,
        @Nullable String traceParent,
        OffsetDateTime recordedAt) {

    static OutboxEvent of(Readable row) {
        return new OutboxEvent(
                column(row, "sequence", Long.class),
                column(row, "id", UUID.class),
                column(row, "topic", String.class),
                column(row, "type", String.class),
                column(row, "subject", String.class),
                column(row, "payload", String.class),
                row.get("trace_parent", String.class),
                column(row, "recorded_at", OffsetDateTime.class));
    }

    private static <T> T column(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
