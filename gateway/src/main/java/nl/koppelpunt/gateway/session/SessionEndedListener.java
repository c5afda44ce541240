// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import nl.koppelpunt.event.IdentityLinkEvent.SessionEnded;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears that a session ended. Every replica hears everything: each has a cache of its own, so a group of its own. */
@Component
class SessionEndedListener {

    private final EventReader events;
    private final SessionTokens tokens;

    SessionEndedListener(EventReader events, SessionTokens tokens) {
        this.events = events;
        this.tokens = tokens;
    }

    @KafkaListener(
            topics = Topics.IDENTITY_LINKS,
            groupId = "${spring.application.name}-${random.uuid}",
            properties = "auto.offset.reset=latest")
    void on(ConsumerRecord<String, byte[]> message) {
        events.read(message).ifPresent(received -> {
            if (received.event() instanceof SessionEnded session) {
                tokens.end(session.sessionId());
            }
        });
    }
}
