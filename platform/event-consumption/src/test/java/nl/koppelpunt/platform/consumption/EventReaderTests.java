// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.event.PinEvent.PinAccepted;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventReaderTests {

    private static final UUID PIN = UUID.fromString("7a1c7a0e-6f4b-4a63-9e0e-0f4f6f0f8a11");

    private final EventReader reader = new EventReader(JsonMapper.builder().build());

    @Test
    void aKnownTypeBecomesItsRecord() {
        var received = reader.read(message("nl.koppelpunt.pins.pin-accepted.v1", json()));
        assertThat(received)
                .contains(new ReceivedEvent<>(
                        "event-1",
                        Instant.parse("2026-11-23T10:00:01Z"),
                        new PinAccepted(PIN, "link", Instant.parse("2026-11-23T10:00:00Z"))));
    }

    @Test
    void aTypeOfANewerProducerIsPassedOver() {
        assertThat(reader.read(message("nl.koppelpunt.pins.pin-framed.v1", "{}")))
                .isEmpty();
    }

    @Test
    void aFieldOfANewerProducerIsPassedOver() {
        assertThat(reader.read(
                        message("nl.koppelpunt.pins.pin-accepted.v1", json().replace("{", "{\"more\":\"later\","))))
                .isPresent();
    }

    @Test
    void dataThatDoesNotFitIsAnError() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> reader.read(message("nl.koppelpunt.pins.pin-accepted.v1", "no json")));
    }

    @Test
    void aRecordThatIsNoCloudEventIsAnError() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> reader.read(new ConsumerRecord<>("koppelpunt.pins", 0, 0, "key", new byte[] {1})));
    }

    private static String json() {
        return "{\"pinId\":\"" + PIN + "\",\"purpose\":\"link\",\"acceptedAt\":\"2026-11-23T10:00:00Z\"}";
    }

    private static ConsumerRecord<String, byte[]> message(String type, String json) {
        var message = new ConsumerRecord<>("koppelpunt.pins", 0, 0, "key", json.getBytes(StandardCharsets.UTF_8));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", "event-1");
        header(message, "ce_type", type);
        header(message, "ce_source", "urn:nld:oin:00000001234567890000:systeem:koppelpunt-pin-service");
        header(message, "ce_time", "2026-11-23T10:00:01Z");
        header(message, "content-type", "application/json");
        return message;
    }

    private static void header(ConsumerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
