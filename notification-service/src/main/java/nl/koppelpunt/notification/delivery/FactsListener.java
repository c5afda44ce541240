// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.Set;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import nl.koppelpunt.platform.consumption.ReplayableListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears the facts that ask for a mail; the row comes first, then the mail, at once. */
@Component
class FactsListener implements ReplayableListener {
    private final EventReader events;
    private final DeliveryIntake intake;
    private final DeliveryDispatch dispatch;

    FactsListener(EventReader events, DeliveryIntake intake, DeliveryDispatch dispatch) {
        this.events = events;
        this.intake = intake;
        this.dispatch = dispatch;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.PINS, Topics.ACCOUNTS);
    }

    @Override
    @KafkaListener(
            topics = {Topics.PINS, Topics.ACCOUNTS},
            groupId = "${spring.application.name}")
    public Mono<Void> on(ConsumerRecord<String, byte[]> fact) {
        return Mono.justOrEmpty(events.read(fact)).flatMap(intake::accept).flatMap(dispatch::dispatch);
    }
}
