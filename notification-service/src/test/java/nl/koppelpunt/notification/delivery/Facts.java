// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** PINs that were issued, each to an address of its own, told to a landscape. */
final class Facts {
    private final JsonMapper json = JsonMapper.builder().build();
    private final String run = UUID.randomUUID().toString();
    private final Landscape landscape;

    Facts(Landscape landscape) {
        this.landscape = landscape;
    }

    void awaitTopics(Duration atMost) {
        await().atMost(atMost).ignoreExceptions().until(this::topicsExist);
    }

    private boolean topicsExist() throws Exception {
        try (var admin = Admin.create(landscape.surroundings().kafka())) {
            return admin.describeTopics(List.of(Topics.PINS)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        }
    }

    /** As a relay does: again with the same id until the broker has it. Every tenth fact is told twice. */
    void publish(int from, int to) throws InterruptedException {
        var open = IntStream.range(from, to)
                .boxed()
                .flatMap(fact -> Stream.of(fact, fact).limit(fact % 10 == 0 ? 2 : 1))
                .map(fact -> record(fact))
                .toList();
        for (var attempt = 0; !open.isEmpty(); attempt++) {
            assertThat(attempt).isLessThan(20);
            open = notTaken(open);
        }
    }

    private List<ProducerRecord<String, byte[]>> notTaken(List<ProducerRecord<String, byte[]>> facts)
            throws InterruptedException {
        var notTaken = new ArrayList<ProducerRecord<String, byte[]>>();
        try (var producer = new KafkaProducer<>(
                landscape.surroundings().kafka(), new StringSerializer(), new ByteArraySerializer())) {
            var sent = facts.stream().map(producer::send).toList();
            producer.flush();
            for (var fact = 0; fact < sent.size(); fact++) {
                try {
                    sent.get(fact).get();
                } catch (ExecutionException refused) {
                    notTaken.add(facts.get(fact));
                }
            }
        }
        return notTaken;
    }

    private ProducerRecord<String, byte[]> record(int fact) {
        var now = Instant.now();
        var sealed = landscape.keys().seal("{\"email\":\"" + address(fact) + "\",\"pin\":\"004217\"}");
        var event = new PinIssued(
                UUID.nameUUIDFromBytes((run + fact).getBytes(StandardCharsets.UTF_8)),
                "link",
                now,
                now.plusSeconds(600),
                "nl",
                sealed);
        var message = new ProducerRecord<>(Topics.PINS, event.subject(), json.writeValueAsBytes(event));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        run + "-" + fact,
                        "ce_type",
                        EventTypes.typeOf(PinIssued.class),
                        "ce_source",
                        "urn:nld:oin:00000001234567890000:systeem:koppelpunt-pin-service",
                        "ce_subject",
                        event.subject(),
                        "ce_time",
                        now.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    String address(int fact) {
        return "naam" + fact + "." + run + "@school.example";
    }
}
