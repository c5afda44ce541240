// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.List;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the projection; adding what is there already changes nothing, so events may come twice and in any order. */
@Component
class InstitutionAddedListener {

    private final EventReader reader;
    private final Memberships memberships;

    InstitutionAddedListener(EventReader reader, Memberships memberships) {
        this.reader = reader;
        this.memberships = memberships;
    }

    @KafkaListener(topics = Topics.ACCOUNTS, groupId = "${spring.application.name}")
    Mono<Void> on(ConsumerRecord<String, byte[]> message) {
        return Mono.fromCallable(() -> reader.read(message))
                .flatMap(read -> Mono.justOrEmpty(read))
                .flatMap(received -> received.event() instanceof InstitutionAdded added ? add(added) : Mono.empty());
    }

    private Mono<Void> add(InstitutionAdded added) {
        return memberships.add(added.portalUserId(), List.of(added.institutionCode()));
    }
}
