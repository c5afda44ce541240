// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.koppelpunt.event.PinEvent.PinRejected;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import nl.koppelpunt.platform.test.TestDatabase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The relay of the program is off: these tests run relays of their own. */
@SpringBootTest(
        classes = OutboxTestApplication.class,
        properties = {"spring.application.name=pin-service", "koppelpunt.outbox.relay.enabled=false"})
@Import({PostgresTestSupport.class, KafkaTestSupport.class})
class OutboxRelayTests {

    private static final URI SOURCE = URI.create("urn:nld:oin:00000001234567890000:systeem:koppelpunt-pin-service");

    private final List<UUID> pins = Stream.generate(UUID::randomUUID).limit(20).toList();

    @Autowired
    private OutboxTable outbox;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private ConnectionFactory connections;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private TestDatabase testDatabase;

    @BeforeEach
    void emptyTheOutbox() {
        database.sql("DELETE FROM outbox_event").then().as(StepVerifier::create).verifyComplete();
    }

    @Test
    @DisplayName("S-111 commit without relay leaves the event waiting")
    void commitWithoutRelayLeavesTheEventWaiting() {
        append(3);
        assertThat(backlog().events()).isEqualTo(60);
    }

    @Test
    @DisplayName("S-112 two relays at once keep the order per subject and send nothing twice")
    void twoRelaysKeepOrderAndSendNothingTwice() {
        append(10);
        try (var firstPublisher = publisher(kafka.getBootstrapServers());
                var secondPublisher = publisher(kafka.getBootstrapServers());
                var published = new PublishedEvents(kafka)) {
            Mono<Void> first = relay(firstPublisher).relayAll();
            Mono<Void> second = relay(secondPublisher).relayAll();
            Flux.merge(first, second, first, second).as(StepVerifier::create).verifyComplete();

            await().untilAsserted(() -> assertThat(backlog().events()).isZero());
            assertThat(pins)
                    .allSatisfy(pin -> await().atMost(Duration.ofSeconds(10))
                            .untilAsserted(() -> assertThat(published.of(pin.toString()))
                                    .map(OutboxRelayTests::triesLeft)
                                    .containsExactlyElementsOf(
                                            IntStream.range(0, 10).boxed().toList())));
        }
    }

    @Test
    @DisplayName("S-116 while Kafka is away events wait, and afterwards they go out in order")
    void eventsWaitWhileKafkaIsAway() {
        append(3);
        try (var unreachable = publisher(List.of("localhost:1"), Duration.ofSeconds(1))) {
            relay(unreachable).relayAll().as(StepVerifier::create).verifyComplete();
        }
        assertThat(backlog().events()).isEqualTo(60);

        try (var reachable = publisher(kafka.getBootstrapServers());
                var published = new PublishedEvents(kafka)) {
            relay(reachable).relayAll().as(StepVerifier::create).verifyComplete();
            assertThat(backlog().events()).isZero();
            assertThat(pins)
                    .allSatisfy(pin -> await().untilAsserted(() -> assertThat(published.of(pin.toString()))
                            .map(OutboxRelayTests::triesLeft)
                            .containsExactly(0, 1, 2)));
        }
    }

    @Test
    @DisplayName("S-112 an event that Kafka refuses holds up its own group and no other")
    void anEventThatKafkaRefusesHoldsUpNoOtherGroup() {
        database.sql("""
                        INSERT INTO outbox_event (id, topic, type, subject, key_group, payload)
                        VALUES (gen_random_uuid(), 'koppelpunt.nowhere', 'nl.koppelpunt.pins.pin-rejected.v1', 'stuck',
                            3, '{}')
                        """).then().block();
        append(1);
        var elsewhere = backlog().events() - events("key_group = 3");
        try (var publisher = publisher(kafka.getBootstrapServers(), Duration.ofSeconds(2))) {
            relay(publisher).relayAll().as(StepVerifier::create).verifyComplete();
        }
        assertThat(elsewhere).isPositive();
        assertThat(events("key_group <> 3")).isZero();
        assertThat(events("subject = 'stuck'")).isOne();
    }

    @Test
    @DisplayName("S-112 a batch that takes long is ended between two events and goes on in order")
    void aSlowBatchEndsBetweenTwoEvents() {
        append(10);
        try (var publisher = publisher(kafka.getBootstrapServers());
                var published = new PublishedEvents(kafka)) {
            var secondsPassed = new AtomicLong();
            InstantSource everyLookTakesASecond = () -> Instant.ofEpochSecond(secondsPassed.incrementAndGet());
            relay(publisher, 500, everyLookTakesASecond)
                    .relayAll()
                    .as(StepVerifier::create)
                    .verifyComplete();

            assertThat(backlog().events()).isZero();
            var transactions = database.sql("SELECT count(DISTINCT published_at) FROM outbox_event")
                    .mapValue(Long.class)
                    .one()
                    .block();
            assertThat(transactions).isGreaterThan(16);
            assertThat(pins)
                    .allSatisfy(pin -> await().untilAsserted(() -> assertThat(published.of(pin.toString()))
                            .map(OutboxRelayTests::triesLeft)
                            .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
        }
    }

    @Test
    @DisplayName("S-112 an event whose mark was lost in a crash is sent again with the same id")
    void lostMarkSendsTheSameEventAgain() {
        append(1);
        try (var publisher = publisher(kafka.getBootstrapServers());
                var published = new PublishedEvents(kafka)) {
            relay(publisher).relayAll().as(StepVerifier::create).verifyComplete();
            database.sql("UPDATE outbox_event SET published_at = NULL")
                    .then()
                    .as(StepVerifier::create)
                    .verifyComplete();
            relay(publisher).relayAll().as(StepVerifier::create).verifyComplete();

            String pin = pins.getFirst().toString();
            List<ConsumerRecord<String, byte[]>> messages =
                    await().until(() -> published.of(pin), seen -> seen.size() == 2);
            assertThat(messages).map(OutboxRelayTests::id).containsOnly(id(messages.getFirst()));
        }
    }

    @Test
    @DisplayName("S-112 relays that are killed at work lose nothing, keep the order and repeat little")
    void killedRelaysLoseNothing() throws Exception {
        var kills = Boolean.getBoolean("koppelpunt.full") ? 20 : 2;
        try (var published = new PublishedEvents(kafka)) {
            var next = RelayProcess.start(testDatabase, kafka);
            for (var kill = 0; kill < kills; kill++) {
                append(20 * kill, 20);
                var waiting = backlog().events();
                var process = next;
                if (kill + 1 < kills) {
                    next = RelayProcess.start(testDatabase, kafka);
                }
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> backlog().events() < waiting);
                process.destroyForcibly().waitFor();
            }
            try (var publisher = publisher(kafka.getBootstrapServers())) {
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    relay(publisher).relayAll().block();
                    return backlog().events() == 0;
                });
            }
            var sent = pins.stream()
                    .flatMap(pin -> published.all(pin.toString(), 20 * kills).stream())
                    .toList();
            assertThat(pins)
                    .allSatisfy(pin -> assertThat(published.of(pin.toString()).stream()
                                    .map(OutboxRelayTests::triesLeft)
                                    .distinct())
                            .containsExactlyElementsOf(
                                    IntStream.range(0, 20 * kills).boxed().toList()));
            assertThat(sent.stream().map(OutboxRelayTests::id).distinct()).hasSize(20 * 20 * kills);
            // What was in Kafka and not yet marked when a relay died: at most the batch it was at.
            assertThat(sent.size() - 20 * 20 * kills).isBetween(0, kills * 100);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "koppelpunt.full", matches = "true")
    @DisplayName("S-116 what piled up while Kafka was away drains in order")
    void aBacklogDrains() {
        database.sql("""
                        INSERT INTO outbox_event (id, topic, type, subject, key_group, payload)
                        SELECT gen_random_uuid(), 'koppelpunt.pins', 'nl.koppelpunt.pins.pin-rejected.v1',
                            'drain-' || n % 4000, abs(hashtext('drain-' || n % 4000)) % 16,
                            CAST('{"pinId":"0197b3c2-7d1e-7a40-9c1b-2f6f5a0c0001","purpose":"link","triesLeft":' || n / 4000
                                || ',"rejectedAt":"2026-11-02T09:00:00Z"}' AS json)
                        FROM generate_series(0, 39999) n ORDER BY n
                        """).then().block();
        try (var publisher = publisher(kafka.getBootstrapServers())) {
            relay(publisher, 500, InstantSource.system()).relayAll().block();
            assertThat(backlog().events()).isZero();
        }
        try (var published = new PublishedEvents(kafka)) {
            assertThat(published.all("drain-7", 10))
                    .map(OutboxRelayTests::triesLeft)
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void lagAndBacklogAreMeasured() {
        append(1);
        database.sql("UPDATE outbox_event SET recorded_at = now() - interval '90 seconds'")
                .then()
                .as(StepVerifier::create)
                .verifyComplete();
        var registry = new SimpleMeterRegistry();
        var upkeep = new OutboxUpkeep(outbox, Duration.ofDays(7));
        upkeep.bindTo(registry);

        upkeep.measure().as(StepVerifier::create).verifyComplete();

        assertThat(registry.get("koppelpunt.outbox.lag").timeGauge().value()).isBetween(90.0, 120.0);
        assertThat(registry.get("koppelpunt.outbox.backlog").gauge().value()).isEqualTo(20);
    }

    @Test
    @DisplayName("S-116 the producer waits for all replicas, is idempotent and gives up in time")
    void producerIsSafe() {
        assertThat(EventPublisher.settings(Map.of("acks", "1"), 10_000))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("delivery.timeout.ms", 10_000);
    }

    private void append(int eventsPerPin) {
        append(0, eventsPerPin);
    }

    private void append(int from, int eventsPerPin) {
        Flux.range(from, eventsPerPin)
                .concatMap(n -> Flux.fromIterable(pins)
                        .concatMap(pin -> outbox.append(new PinRejected(pin, "test", n, Instant.EPOCH))))
                .then()
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyComplete();
    }

    private long events(String which) {
        return database.sql("SELECT count(*) FROM outbox_event WHERE published_at IS NULL AND " + which)
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private OutboxTable.Backlog backlog() {
        return outbox.backlog().blockOptional().orElseThrow();
    }

    private OutboxRelay relay(EventPublisher publisher) {
        return relay(publisher, 25, InstantSource.system());
    }

    private OutboxRelay relay(EventPublisher publisher, int batchSize, InstantSource clock) {
        return new OutboxRelay(
                outbox,
                publisher,
                transaction,
                new WakeUps(connections, Duration.ofSeconds(1)),
                batchSize,
                Duration.ofSeconds(10),
                clock);
    }

    private static EventPublisher publisher(List<String> bootstrapServers) {
        return publisher(bootstrapServers, Duration.ofSeconds(4));
    }

    private static EventPublisher publisher(List<String> bootstrapServers, Duration timeout) {
        return new EventPublisher(SOURCE, Map.of("bootstrap.servers", bootstrapServers), timeout);
    }

    private static String id(ConsumerRecord<String, byte[]> message) {
        return new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    private static int triesLeft(ConsumerRecord<String, byte[]> message) {
        String json = new String(message.value(), StandardCharsets.UTF_8);
        return Integer.parseInt(json.replaceAll(".*\"triesLeft\":(\\d+).*", "$1"));
    }
}
