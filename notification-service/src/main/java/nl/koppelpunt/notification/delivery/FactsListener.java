// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears the facts that ask for a mail; the row comes first, then the mail, at once. */
@Component
class FactsListener {
    private final EventReader events;
    private final DeliveryIntake intake;
    private final DeliveryDispatch dispatch;

    FactsListener(EventReader events, DeliveryIntake intake, DeliveryDispatch dispatch) {
        this.events = events;
        this.intake = intake;
        this.dispatch = dispatch;
    }

    @KafkaListener(
            topics = {Topics.PINS, Topics.ACCOUNTS},
            groupId = "${spring.application.name}")
    Mono<Void> on(ConsumerRecord<String, byte[]> fact) {
        return Mono.justOrEmpty(events.read(fact)).flatMap(intake::accept).flatMap(dispatch::dispatch);
    }
}
