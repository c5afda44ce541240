// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.test.MailKeys;
import nl.koppelpunt.platform.test.Surroundings;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * PINs are asked for while the service is killed at random and Kafka and the database go away; whoever asks, asks again
 * with the same key. The long form runs on three brokers, of which one and then two are lost.
 */
class PinFaultTests {
    private static final Logger LOG = LoggerFactory.getLogger(PinFaultTests.class);
    private static final boolean FULL = Boolean.getBoolean("koppelpunt.full");
    private static final int PINS = FULL ? 1000 : 60;
    private static final int KILLS = FULL ? 8 : 1;
    private static final int BROKERS = FULL ? 3 : 1;
    private static final int CALLERS = 4;

    /** A bound and no pace. */
    private static final Duration A_WHILE = Duration.ofMinutes(4);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port = Surroundings.freePort();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("S-111, S-112, S-116, S-117, S-119: PINs = events, whatever is taken away meanwhile")
    void everyPinIsOneEventWhateverIsTakenAway() throws Exception {
        try (var surroundings = new Surroundings("pin-fault-tests", BROKERS);
                var callers = Executors.newFixedThreadPool(CALLERS)) {
            try {
                everythingGoesAway(surroundings, callers);
            } catch (ConditionTimeoutException | AssertionError failed) {
                throw new AssertionError(
                        answered.size() + " answered, "
                                + surroundings.report("select type, count(*) from outbox_event group by 1"),
                        failed);
            } finally {
                callers.shutdownNow();
            }
        }
    }

    private void everythingGoesAway(Surroundings surroundings, ExecutorService callers) throws Exception {
        var settings = settings();
        var seed = System.nanoTime();
        LOG.info("seed {}", seed);
        var random = new Random(seed);
        var service = surroundings.start(PinServiceApplication.class, settings);
        var asked = IntStream.range(0, PINS)
                .<Future<?>>mapToObj(pin -> callers.submit(() -> ask(surroundings, pin)))
                .toList();
        var step = PINS / (KILLS + 1);
        for (var kill = 0; kill < KILLS; kill++) {
            var enough = kill * step + 1 + random.nextInt(step);
            await().atMost(A_WHILE).pollInterval(Duration.ofMillis(5)).until(() -> answered.size() >= enough);
            service.destroyForcibly().waitFor();
            if (kill % 2 == 0) {
                // Of three brokers one is lost, which nobody notices, then two: events wait, and PINs are issued all
                // the same.
                surroundings.killBrokers(kill % 4 == 0 ? 1 : 2);
            } else {
                surroundings.restartDatabase();
                surroundings.startBrokers();
            }
            service = surroundings.start(PinServiceApplication.class, settings);
        }
        surroundings.startBrokers();
        for (var each : asked) {
            each.get();
        }
        await().atMost(A_WHILE)
                .until(() -> surroundings.count("outbox_event where published_at is null") == 0
                        && surroundings.count("outbox_event") > 0);
        assertThat(answered).doesNotHaveDuplicates().hasSize(PINS);
        assertThat(surroundings.count("pin")).isEqualTo(PINS);
        assertThat(surroundings.count("outbox_event where type like '%pin-issued%'"))
                .isEqualTo(PINS);
        var events = published(surroundings);
        LOG.info("{} PINs, {} kills: {} events were told twice", PINS, KILLS, events.size() - PINS);
        assertThat(events.stream().map(PinFaultTests::id).distinct()).hasSize(PINS);
        assertThat(events.stream().map(ConsumerRecord::key).distinct()).containsExactlyInAnyOrderElementsOf(answered);
    }

    private Map<String, String> settings() throws IOException {
        var macKeys = TemporaryFolder.create("pin-fault-tests").resolve("pin-keys.json");
        Files.writeString(macKeys, "{\"primary\": \"k1\", \"keys\": {\"k1\": \"%s\"}}".formatted(TestPins.key(1)));
        return Map.of(
                "server.port", String.valueOf(port),
                "koppelpunt.pins.mac-keys-file", macKeys.toString(),
                "koppelpunt.outbox.recipient-keys-file",
                        new MailKeys().publicKeysFile().toString(),
                "koppelpunt.outbox.topics.replicas", String.valueOf(BROKERS),
                "koppelpunt.outbox.topics.min-in-sync-replicas", String.valueOf(Math.min(2, BROKERS)));
    }

    /** Again until there is an answer, always with the same key: so however often, it is one PIN. */
    private void ask(Surroundings surroundings, int pin) {
        await().atMost(A_WHILE)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> answeredOnce(surroundings, pin));
    }

    private boolean answeredOnce(Surroundings surroundings, int pin) throws IOException, InterruptedException {
        var body = Map.of(
                "purpose",
                "link",
                "email",
                "naam" + pin + "@school.example",
                "locale",
                "nl",
                "binding",
                TestPins.BINDING.value(),
                "limitSubject",
                "subject-" + pin);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/pins/v1/pins"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + surroundings.tokens().internal("pin-service"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-" + pin)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            return false;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        answered.add(json.readTree(answer.body()).path("id").asString());
        return true;
    }

    private static List<ConsumerRecord<String, byte[]>> published(Surroundings surroundings) {
        var events = new ConcurrentLinkedQueue<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", requireNonNull(surroundings.kafka().get("bootstrap.servers"))),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.PINS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < requireNonNull(end.get(each)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(events::add);
            }
        }
        return List.copyOf(events);
    }

    private static String id(ConsumerRecord<String, byte[]> event) {
        return UUID.fromString(new String(event.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .toString();
    }
}
