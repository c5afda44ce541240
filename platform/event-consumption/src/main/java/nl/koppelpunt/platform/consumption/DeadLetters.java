// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;

/** Keeps what could not be handled on the dead-letter topic, and raises the alarm. */
final class DeadLetters implements ConsumerRecordRecoverer {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final ConsumerRecordRecoverer publisher;
    private final MeterRegistry registry;

    DeadLetters(ConsumerRecordRecoverer publisher, MeterRegistry registry) {
        this.publisher = publisher;
        this.registry = registry;
        Stream.of(Topics.PINS, Topics.ACCOUNTS, Topics.IDENTITY_LINKS, Topics.NOTIFICATIONS)
                .forEach(this::counter);
    }

    /** Says which event and what kind of failure; the words of a failure may quote the event. */
    @Override
    public void accept(ConsumerRecord<?, ?> fact, Exception failure) {
        publisher.accept(fact, failure);
        counter(fact.topic()).increment();
        log.error(
                "Event {} of {} could not be handled and is kept as a dead letter: {}",
                id(fact),
                fact.topic(),
                cause(failure).getClass().getName());
    }

    private Counter counter(String topic) {
        return Counter.builder("koppelpunt.dead.letters")
                .description("Events that could not be handled and are kept aside")
                .tag("topic", topic)
                .register(registry);
    }

    private static String id(ConsumerRecord<?, ?> fact) {
        Header id = fact.headers().lastHeader("ce_id");
        return id == null ? "without id" : new String(id.value(), StandardCharsets.UTF_8);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause(cause);
    }
}
