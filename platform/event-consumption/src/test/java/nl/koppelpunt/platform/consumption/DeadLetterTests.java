// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** S-115: one bad record does not stop its partition, and is kept. */
@SpringBootTest(properties = {"koppelpunt.consumption.retries=2", "koppelpunt.consumption.first-back-off=10ms"})
@Import(KafkaTestSupport.class)
class DeadLetterTests {

    private static final String TOPIC = "dead-letter-tests";

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private Listener listener;

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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static class Listener {

        final List<String> seen = new CopyOnWriteArrayList<>();
        final List<String> deadLetters = new CopyOnWriteArrayList<>();

        @KafkaListener(topics = TOPIC, groupId = "tests")
        void on(ConsumerRecord<String, byte[]> message) {
            String text = new String(message.value(), StandardCharsets.UTF_8);
            seen.add(text);
            if ("bad".equals(text)) {
                throw new IllegalStateException("cannot be handled");
            }
        }

        @KafkaListener(topics = TOPIC + ".dlt", groupId = "tests")
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
                    new NewTopic(TOPIC, 1, (short) 1), new NewTopic(TOPIC + ".dlt", 1, (short) 1));
        }
    }
}
