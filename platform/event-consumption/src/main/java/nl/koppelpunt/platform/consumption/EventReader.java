// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.KoppelpuntEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Reads CloudEvents (Kafka binary mode) into the records of the event contract. */
public final class EventReader {

    private final JsonMapper json;

    public EventReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * The event of a record; empty for a type this version does not know, which a newer producer may send.
     *
     * @throws RuntimeException when the record is no CloudEvent or its data does not fit the type
     */
    public Optional<ReceivedEvent<KoppelpuntEvent>> read(ConsumerRecord<?, byte[]> message) {
        CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
        return Optional.<Class<? extends KoppelpuntEvent>>ofNullable(EventTypes.classOf(event.getType()))
                .map(type -> new ReceivedEvent<>(event.getId(), time(event), json.readValue(data(event), type)));
    }

    private static byte[] data(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null) {
            throw new IllegalArgumentException("An event without data: " + event.getId());
        }
        return data.toBytes();
    }

    private static Instant time(CloudEvent event) {
        OffsetDateTime time = event.getTime();
        if (time == null) {
            throw new IllegalArgumentException("An event without time: " + event.getId());
        }
        return time.toInstant();
    }
}
