// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.Set;
import nl.koppelpunt.event.IdentityLinkEvent.LinkAttemptAbandoned;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import nl.koppelpunt.platform.consumption.Handling;
import nl.koppelpunt.platform.consumption.ReplayableListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Withdraws the PIN of a link attempt that was given up; harmless when told twice. */
@Component
class LinkAttemptAbandonedListener implements ReplayableListener {
    private final EventReader events;
    private final PinWithdrawal withdrawal;

    LinkAttemptAbandonedListener(EventReader events, PinWithdrawal withdrawal) {
        this.events = events;
        this.withdrawal = withdrawal;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.IDENTITY_LINKS);
    }

    @KafkaListener(topics = Topics.IDENTITY_LINKS, groupId = "${spring.application.name}")
    void hear(ConsumerRecord<String, byte[]> fact) {
        Handling.finish(on(fact));
    }

    @Override
    public Mono<Void> on(ConsumerRecord<String, byte[]> fact) {
        return Mono.defer(() -> Mono.justOrEmpty(events.read(fact))).flatMap(received -> withdraw(received.event()));
    }

    private Mono<Void> withdraw(KoppelpuntEvent event) {
        return event instanceof LinkAttemptAbandoned abandoned && abandoned.pinId() != null
                ? withdrawal.withdraw(abandoned.pinId(), "link-attempt-abandoned", "identity-link-service")
                : Mono.empty();
    }
}
