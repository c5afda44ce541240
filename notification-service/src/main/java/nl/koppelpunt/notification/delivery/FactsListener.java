// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.Set;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import nl.koppelpunt.platform.consumption.Handling;
import nl.koppelpunt.platform.consumption.ReplayableListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears the facts that ask for a mail. The row comes first; the mail follows at once, but nothing waits for a mail server. */
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

    @KafkaListener(topics = Topics.ACCOUNTS, groupId = "${spring.application.name}")
    void hearOfAccounts(ConsumerRecord<String, byte[]> fact) {
        Handling.finish(on(fact));
    }

    /** Heard beside the others: somebody waits for it, and an import tells thousands of facts of accounts. */
    @KafkaListener(topics = Topics.PINS, groupId = "${spring.application.name}")
    void hearOfPins(ConsumerRecord<String, byte[]> fact) {
        Handling.finish(on(fact));
    }

    @Override
    public Mono<Void> on(ConsumerRecord<String, byte[]> fact) {
        return Mono.defer(() -> Mono.justOrEmpty(events.read(fact)))
                .flatMap(intake::accept)
                .doOnNext(rows -> dispatch.wake())
                .then();
    }
}
