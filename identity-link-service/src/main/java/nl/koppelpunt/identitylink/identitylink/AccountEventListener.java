// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.List;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.AccountEvent.InstitutionChanged;
import nl.koppelpunt.event.AccountEvent.InstitutionRegistered;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.consumption.EventReader;
import nl.koppelpunt.platform.consumption.Handling;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the projections; adding what is there already changes nothing, so events may come twice and in any order. */
@Component
class AccountEventListener {

    private final EventReader reader;
    private final Memberships memberships;
    private final InstitutionNames names;

    AccountEventListener(EventReader reader, Memberships memberships, InstitutionNames names) {
        this.reader = reader;
        this.memberships = memberships;
        this.names = names;
    }

    @KafkaListener(topics = Topics.ACCOUNTS, groupId = "${spring.application.name}")
    void on(ConsumerRecord<String, byte[]> message) {
        reader.read(message).ifPresent(received -> Handling.finish(take(received.event())));
    }

    private Mono<Void> take(KoppelpuntEvent event) {
        return switch (event) {
            case InstitutionAdded added ->
                memberships
                        .add(added.portalUserId(), List.of(added.institutionCode()))
                        .then(names.remember(added.institutionCode(), added.institutionName(), added.addedAt()));
            case InstitutionRegistered registered ->
                names.remember(registered.institutionCode(), registered.name(), registered.registeredAt());
            case InstitutionChanged changed ->
                names.remember(changed.institutionCode(), changed.name(), changed.changedAt());
            default -> Mono.empty();
        };
    }
}
