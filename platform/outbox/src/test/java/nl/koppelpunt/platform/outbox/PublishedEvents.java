// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/** Everything in the topic of PINs, gathered poll by poll. */
final class PublishedEvents implements AutoCloseable {

    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;

    PublishedEvents(KafkaConnectionDetails kafka) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.getBootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PINS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** At least so many, or what there is after half a minute. */
    List<ConsumerRecord<String, byte[]>> all(String subject, int count) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var found = of(subject);
        while (found.size() < count && System.nanoTime() < end) {
            found = of(subject);
        }
        return found;
    }

    List<ConsumerRecord<String, byte[]>> of(String subject) {
        consumer.poll(Duration.ofMillis(seen.isEmpty() ? 200 : 20)).forEach(seen::add);
        return seen.stream().filter(message -> subject.equals(message.key())).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
