// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinAccepted;
import nl.koppelpunt.event.PinEvent.PinRejected;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Polls once an hour: whatever arrives sooner was announced by PostgreSQL. */
@SpringBootTest(
        classes = OutboxTestApplication.class,
        properties = {
            "spring.application.name=pin-service",
            "koppelpunt.oin=00000001234567890000",
            "koppelpunt.outbox.relay.poll-interval=1h",
            "spring.reactor.context-propagation=auto"
        })
@Import({PostgresTestSupport.class, KafkaTestSupport.class})
class OutboxTests {

    private final UUID pin = UUID.randomUUID();

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private KafkaAdmin admin;

    @Autowired
    private Tracer tracer;

    @Autowired
    private ObservationRegistry observations;

    @Autowired
    private List<OutboxUpkeep> upkeep;

    private PublishedEvents published;

    @BeforeEach
    void openTopic() {
        published = new PublishedEvents(kafka);
    }

    @AfterEach
    void closeTopic() {
        published.close();
    }

    @Test
    @DisplayName("S-111 append outside a transaction is refused")
    void appendOutsideATransactionIsRefused() {
        outbox.append(accepted()).as(StepVerifier::create).verifyError(IllegalStateException.class);
        rows().as(StepVerifier::create).expectNext(0L).verifyComplete();
    }

    @Test
    void anEventThatDoesNotObeyItsSchemaIsNotTold() {
        outbox.append(new PinAccepted(pin, "Not A Purpose", Instant.EPOCH))
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("nl.koppelpunt.pins.pin-accepted.v1 does not obey its schema: /purpose pattern"));
        rows().as(StepVerifier::create).expectNext(0L).verifyComplete();
    }

    @Test
    @DisplayName("S-111 rollback leaves no event")
    void rollbackLeavesNoEvent() {
        outbox.append(accepted())
                .then(rows())
                .doOnNext(inside -> assertThat(inside).isEqualTo(1))
                .then(Mono.<Void>error(new IllegalStateException("the act failed")))
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyErrorMessage("the act failed");

        rows().as(StepVerifier::create).expectNext(0L).verifyComplete();
        assertThat(published.of(pin.toString())).isEmpty();
    }

    @Test
    void committedEventArrivesAsACloudEvent() {
        commit(accepted());

        ConsumerRecord<String, byte[]> message = awaitPublished(1).getFirst();
        CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
        assertThat(event.getType()).isEqualTo("nl.koppelpunt.pins.pin-accepted.v1");
        assertThat(event.getSource()).hasToString("urn:nld:oin:00000001234567890000:systeem:koppelpunt-pin-service");
        assertThat(event.getSubject()).isEqualTo(pin.toString());
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getTime()).isNotNull();
        assertThat(UUID.fromString(event.getId())).isNotNull();
        assertThat(message.key()).isEqualTo(pin.toString());
        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"pinId\":\"%s\",\"purpose\":\"test\",\"acceptedAt\":\"2026-11-02T09:00:00Z\"}", pin);
    }

    @Test
    void theTraceOfTheActGoesOnWithItsEvent() {
        String traceId = Observation.createNotStarted("act", observations).observe(() -> {
            outbox.append(accepted())
                    .as(transaction::transactional)
                    .contextCapture()
                    .as(StepVerifier::create)
                    .verifyComplete();
            return Objects.requireNonNull(tracer.currentSpan()).context().traceId();
        });

        assertThat(traceParent(awaitPublished(1).getFirst())).startsWith("00-" + traceId + "-");
    }

    @Test
    void anActWithoutTraceTellsNone() {
        commit(accepted());
        assertThat(awaitPublished(1).getFirst().headers().lastHeader("traceparent"))
                .isNull();
    }

    @Test
    void publishedEventIsMarkedAndNotSentAgain() {
        commit(accepted());
        awaitPublished(1);
        await().untilAsserted(
                        () -> waiting().as(StepVerifier::create).expectNext(0L).verifyComplete());

        commit(rejected(1));
        assertThat(awaitPublished(2)).hasSize(2);
    }

    @Test
    void orderOfASubjectIsKept() {
        Flux.range(0, 50)
                .concatMap(n -> outbox.append(rejected(n)).as(transaction::transactional))
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(awaitPublished(50)).map(OutboxTests::triesLeft).containsExactlyElementsOf(upTo(50));
    }

    @Test
    void eventsOfOneTransactionKeepTheirOrder() {
        Flux.range(0, 10)
                .concatMap(n -> outbox.append(rejected(n)))
                .then()
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(awaitPublished(10)).map(OutboxTests::triesLeft).containsExactlyElementsOf(upTo(10));
    }

    @Test
    void aDayWhoseEventsAreAllPublishedIsDroppedWhole() {
        day("20200101", "2020-01-01", true);
        day("20200102", "2020-01-02", false);
        upkeep.getFirst()
                .clean()
                .as(StepVerifier::create)
                .assertNext(removed -> assertThat(removed.days()).isOne())
                .verifyComplete();
        assertThat(partitions()).contains("outbox_event_20200102").doesNotContain("outbox_event_20200101");
        rows().as(StepVerifier::create).expectNext(1L).verifyComplete();

        execute("UPDATE outbox_event SET published_at = now() WHERE recorded_at < '2020-02-01'");
        upkeep.getFirst().clean().as(StepVerifier::create).expectNextCount(1).verifyComplete();
        assertThat(partitions()).doesNotContain("outbox_event_20200102");
    }

    @Test
    void theDaysToComeHaveTheirPartitions() {
        var today = LocalDate.now(ZoneOffset.UTC);
        execute("DROP TABLE outbox_event_" + day(today.plusDays(3)));
        upkeep.getFirst().clean().as(StepVerifier::create).expectNextCount(1).verifyComplete();
        assertThat(partitions())
                .contains(
                        "outbox_event_" + day(today), "outbox_event_" + day(today.plusDays(3)), "outbox_event_default");
        assertThat(column("SELECT count(*)::text FROM outbox_event_default")).containsExactly("0");
    }

    @Test
    void oldPublishedRowsOfNoPartitionAreRemovedAndWaitingOnesAreNot() {
        execute("""
                INSERT INTO outbox_event (id, topic, type, subject, key_group, payload, recorded_at, published_at)
                VALUES (gen_random_uuid(), 't', 'x', '%1$s', 0, '{}', '2019-01-01', '2019-01-01'),
                    (gen_random_uuid(), 't', 'x', '%1$s', 0, '{}', '2019-01-01', now())
                """.formatted(pin));
        upkeep.getFirst()
                .clean()
                .as(StepVerifier::create)
                .assertNext(removed -> assertThat(removed.rows()).isOne())
                .verifyComplete();
        rows().as(StepVerifier::create).expectNext(1L).verifyComplete();
        execute("DELETE FROM outbox_event_default");
    }

    /** The partition of a day long ago, with one event in it. */
    private void day(String name, String date, boolean published) {
        execute(
                "CREATE TABLE outbox_event_%s PARTITION OF outbox_event FOR VALUES FROM ('%s 00:00+00') TO ('%s 24:00+00')"
                        .formatted(name, date, date));
        execute("""
                INSERT INTO outbox_event (id, topic, type, subject, key_group, payload, recorded_at, published_at)
                VALUES (gen_random_uuid(), 'koppelpunt.pins', 'x', '%s', 99, '{}', '%s 12:00+00', %s)
                """.formatted(pin, date, published ? "now()" : "NULL"));
    }

    private static String day(LocalDate date) {
        return date.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private List<String> partitions() {
        return column("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'outbox_event'::regclass");
    }

    private List<String> column(String sql) {
        return Objects.requireNonNull(
                database.sql(sql).mapValue(String.class).all().collectList().block());
    }

    private void execute(String sql) {
        database.sql(sql).then().as(StepVerifier::create).verifyComplete();
    }

    @Test
    @DisplayName("S-143 topics and their dead-letter topics exist")
    void topicsExist() {
        try (var client = AdminClient.create(admin.getConfigurationProperties())) {
            assertThat(client.listTopics().names().toCompletionStage().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(names -> assertThat(names)
                            .contains(Topics.PINS, Topics.PINS + ".dlt", Topics.ACCOUNTS, Topics.NOTIFICATIONS));
        }
    }

    private static String traceParent(ConsumerRecord<String, byte[]> message) {
        return new String(message.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII);
    }

    private void commit(KoppelpuntEvent event) {
        outbox.append(event)
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyComplete();
    }

    private List<ConsumerRecord<String, byte[]>> awaitPublished(int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> published.of(pin.toString()), messages -> messages.size() >= count);
    }

    private Mono<Long> rows() {
        return count("SELECT count(*) FROM outbox_event WHERE subject = :pin");
    }

    private Mono<Long> waiting() {
        return count("SELECT count(*) FROM outbox_event WHERE subject = :pin AND published_at IS NULL");
    }

    private Mono<Long> count(String sql) {
        return database.sql(sql)
                .bind("pin", pin.toString())
                .mapValue(Long.class)
                .one();
    }

    private PinAccepted accepted() {
        return new PinAccepted(pin, "test", Instant.parse("2026-11-02T09:00:00Z"));
    }

    private PinRejected rejected(int triesLeft) {
        return new PinRejected(pin, "test", triesLeft, Instant.parse("2026-11-02T09:00:00Z"));
    }

    private static int triesLeft(ConsumerRecord<String, byte[]> message) {
        String json = new String(message.value(), StandardCharsets.UTF_8);
        return Integer.parseInt(json.replaceAll(".*\"triesLeft\":(\\d+).*", "$1"));
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
