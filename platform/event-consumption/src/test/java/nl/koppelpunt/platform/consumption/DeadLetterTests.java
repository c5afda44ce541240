// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** S-113, S-115: one bad record does not stop its partition, and is kept; and nothing is committed before it is handled. */
@SpringBootTest(properties = {"koppelpunt.consumption.retries=2", "koppelpunt.consumption.first-back-off=10ms"})
@Import(KafkaTestSupport.class)
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterTests {

    private static final String TOPIC = "dead-letter-tests";
    private static final String TOPIC_IN_AN_OUTAGE = "outage-tests";
    private static final String TOPIC_TO_REPLAY = "replay-tests";

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private Listener listener;

    @Autowired
    private ConsumerFactory<String, byte[]> consumers;

    @Test
    void aRecordThatKeepsFailingIsKeptAsideAndTheNextIsRead() {
        var producer = new DefaultKafkaProducerFactory<String, byte[]>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.getProducer().getBootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
        var template = new KafkaTemplate<>(producer);
        template.send(TOPIC, "key", bytes("bad")).join();
        template.send(TOPIC, "key", bytes("good")).join();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(listener.seen).containsExactly("bad", "bad", "bad", "good");
            assertThat(listener.deadLetters).containsExactly("bad");
        });
        producer.destroy();
    }

    /** An offset that runs ahead of its fact loses the fact when the program dies, or its partition goes to another. */
    @Test
    void whileTheDatabaseIsAwayFactsWaitInTheirOrderAndNoneIsCommittedOrKeptAside() throws Exception {
        publish(TOPIC_IN_AN_OUTAGE, "first", "nobody");
        publish(TOPIC_IN_AN_OUTAGE, "second", "nobody");

        // More failures than an event of its own fault may have.
        await().atMost(Duration.ofSeconds(60)).until(() -> listener.refused.get() > 4);
        assertThat(committed(TOPIC_IN_AN_OUTAGE)).isZero();
        assertThat(listener.handled).isEmpty();

        listener.databaseIsAway.set(false);
        await().atMost(Duration.ofSeconds(60)).until(() -> committed(TOPIC_IN_AN_OUTAGE) == 2);
        assertThat(listener.handled).containsExactly("first", "second");
        assertThat(listener.deadLetters).doesNotContain("first", "second");
    }

    private long committed(String topic) throws Exception {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", kafka.getConsumer().getBootstrapServers()))) {
            var offset = admin.listConsumerGroupOffsets("tests")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        }
    }

    @Test
    void aDeadLetterRaisesTheAlarmWithoutWhatIsInIt(CapturedOutput output) {
        var registry = new SimpleMeterRegistry();
        var letters = new DeadLetters((record, failure) -> {}, registry);
        assertThat(registry.get("koppelpunt.dead.letters").counters()).hasSize(4);
        var fact = new ConsumerRecord<>(Topics.PINS, 0, 0, "key", bytes("canary-7f3a"));
        fact.headers().add("ce_id", bytes("event-7"));
        letters.accept(fact, new IllegalStateException("outer", new IllegalArgumentException("canary-7f3a")));
        assertThat(registry.get("koppelpunt.dead.letters")
                        .tag("topic", Topics.PINS)
                        .counter()
                        .count())
                .isOne();
        assertThat(output.getAll())
                .contains("Event event-7 of koppelpunt.pins could not be handled", "java.lang.IllegalArgumentException")
                .doesNotContain("canary-7f3a");
    }

    @Test
    void aDeadLetterIsHandledOnceMoreByTheProgramThatFailedOnItAndOnlyOnce() {
        var blocking = Schedulers.newBoundedElastic(1, 100, "replay-test");
        publish(TOPIC_TO_REPLAY + ".dlt", "of-ours", "ours");
        publish(TOPIC_TO_REPLAY + ".dlt", "of-another", "another");
        var ours = new DeadLetterReplay(consumers, "ours", blocking);
        var broken = new Replayed(true);
        var repaired = new Replayed(false);

        assertThat(ours.replay(List.of(broken)).block()).isEqualTo(new DeadLetterReplay.Result(0, 1));
        assertThat(ours.replay(List.of(repaired)).block()).isEqualTo(new DeadLetterReplay.Result(1, 0));
        assertThat(ours.replay(List.of(repaired)).block()).isEqualTo(new DeadLetterReplay.Result(0, 0));

        assertThat(repaired.facts).singleElement().satisfies(fact -> {
            assertThat(fact.topic()).isEqualTo(TOPIC_TO_REPLAY);
            assertThat(fact.key()).isEqualTo("key");
            assertThat(new String(fact.value(), StandardCharsets.UTF_8)).isEqualTo("of-ours");
            assertThat(fact.headers()).isEmpty();
        });
        blocking.dispose();
    }

    /** As what cannot be read makes a listener do before it says what it is going to do. */
    @Test
    void aListenerThatThrowsDoesNotKeepLaterDeadLettersFromBeingHandled() {
        var blocking = Schedulers.newBoundedElastic(1, 100, "replay-test");
        publish(TOPIC_TO_REPLAY + ".dlt", "unreadable", "thrower");
        publish(TOPIC_TO_REPLAY + ".dlt", "readable", "thrower");
        var replay = new DeadLetterReplay(consumers, "thrower", blocking);
        var handled = new CopyOnWriteArrayList<String>();

        assertThat(replay.replay(List.of(new Throwing(handled))).block()).isEqualTo(new DeadLetterReplay.Result(1, 1));
        assertThat(handled).containsExactly("readable");
        blocking.dispose();
    }

    private record Throwing(List<String> handled) implements ReplayableListener {

        @Override
        public Set<String> topics() {
            return Set.of(TOPIC_TO_REPLAY);
        }

        @Override
        public Mono<Void> on(ConsumerRecord<String, byte[]> fact) {
            var text = new String(fact.value(), StandardCharsets.UTF_8);
            if (text.equals("unreadable")) {
                throw new IllegalArgumentException("unreadable");
            }
            return Mono.fromRunnable(() -> handled.add(text));
        }
    }

    private void publish(String topic, String text, String failedIn) {
        var producer = new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", kafka.getProducer().getBootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        var letter = new ProducerRecord<>(topic, "key", bytes(text));
        letter.headers().add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, bytes(failedIn));
        new KafkaTemplate<>(producer).send(letter).join();
        producer.destroy();
    }

    private static final class Replayed implements ReplayableListener {

        private final List<ConsumerRecord<String, byte[]>> facts = new CopyOnWriteArrayList<>();
        private final boolean broken;

        Replayed(boolean broken) {
            this.broken = broken;
        }

        @Override
        public Set<String> topics() {
            return Set.of(TOPIC_TO_REPLAY);
        }

        @Override
        public Mono<Void> on(ConsumerRecord<String, byte[]> fact) {
            return broken ? Mono.error(new IllegalStateException("still")) : Mono.fromRunnable(() -> facts.add(fact));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static class Listener {

        final List<String> seen = new CopyOnWriteArrayList<>();
        final List<String> deadLetters = new CopyOnWriteArrayList<>();
        final List<String> handled = new CopyOnWriteArrayList<>();
        final AtomicBoolean databaseIsAway = new AtomicBoolean(true);
        final AtomicInteger refused = new AtomicInteger();

        @KafkaListener(topics = TOPIC, groupId = "tests")
        void on(ConsumerRecord<String, byte[]> message) {
            String text = new String(message.value(), StandardCharsets.UTF_8);
            seen.add(text);
            if ("bad".equals(text)) {
                throw new IllegalStateException("cannot be handled");
            }
        }

        @KafkaListener(topics = TOPIC_IN_AN_OUTAGE, groupId = "tests")
        void onInAnOutage(ConsumerRecord<String, byte[]> message) {
            Handling.finish(Mono.defer(() -> {
                if (databaseIsAway.get()) {
                    refused.incrementAndGet();
                    return Mono.<Void>error(new R2dbcNonTransientResourceException("the server stops", "57P01"));
                }
                handled.add(new String(message.value(), StandardCharsets.UTF_8));
                return Mono.empty();
            }));
        }

        @KafkaListener(
                topics = {TOPIC + ".dlt", TOPIC_IN_AN_OUTAGE + ".dlt"},
                groupId = "tests")
        void onDeadLetter(ConsumerRecord<String, byte[]> message) {
            deadLetters.add(new String(message.value(), StandardCharsets.UTF_8));
        }
    }

    @SpringBootApplication
    @Import(Listener.class)
    static class Application {

        @Bean
        KafkaAdmin.NewTopics topics() {
            return new KafkaAdmin.NewTopics(
                    new NewTopic(TOPIC, 1, (short) 1),
                    new NewTopic(TOPIC + ".dlt", 1, (short) 1),
                    new NewTopic(TOPIC_IN_AN_OUTAGE, 1, (short) 1),
                    new NewTopic(TOPIC_IN_AN_OUTAGE + ".dlt", 1, (short) 1),
                    new NewTopic(TOPIC_TO_REPLAY + ".dlt", 1, (short) 1));
        }
    }
}
