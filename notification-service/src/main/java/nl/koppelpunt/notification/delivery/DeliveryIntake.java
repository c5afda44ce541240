// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.event.PinEvent.PinWithdrawn;
import nl.koppelpunt.notification.mail.SealedContents;
import nl.koppelpunt.platform.consumption.ReceivedEvent;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns a fact into the rows of the mails it asks for, once however often it is told; answers the new rows. */
@Service
class DeliveryIntake {
    private static final Set<String> ROLES = Set.of("user", "representative");

    private final SealedContents sealed;
    private final DeliveryRepository deliveries;
    private final TransactionalOperator transaction;
    private final DeliveryProperties properties;

    DeliveryIntake(
            SealedContents sealed,
            DeliveryRepository deliveries,
            TransactionalOperator transaction,
            DeliveryProperties properties) {
        this.sealed = sealed;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.properties = properties;
    }

    Mono<List<UUID>> accept(ReceivedEvent<? extends KoppelpuntEvent> received) {
        return switch (received.event()) {
            case PinIssued issued -> enqueue(pinMail(received.id(), issued));
            case InstitutionAdded added -> enqueue(linkedMails(received.id(), added));
            case PinWithdrawn withdrawn ->
                deliveries.skipQueued(withdrawn.subject(), "withdrawn").thenReturn(List.of());
            default -> Mono.just(List.of());
        };
    }

    private Mono<List<UUID>> enqueue(Flux<DeliveryDraft> drafts) {
        return drafts.collectList()
                .flatMap(all -> Flux.fromIterable(all)
                        .concatMap(deliveries::insert)
                        .collectList()
                        .as(transaction::transactional));
    }

    private Flux<DeliveryDraft> pinMail(String eventId, PinIssued issued) {
        return sealed.open(issued.sealedMessage(), PinRecipient.class)
                .map(to -> new DeliveryDraft(
                        eventId,
                        issued.subject(),
                        "pin",
                        "user",
                        issued.locale(),
                        to.email(),
                        Map.of(),
                        issued.sealedMessage(),
                        issued.issuedAt(),
                        issued.expiresAt()))
                .flux();
    }

    private Flux<DeliveryDraft> linkedMails(String eventId, InstitutionAdded added) {
        return sealed.open(added.sealedRecipients(), LinkRecipients.class)
                .flatMapIterable(LinkRecipients::recipients)
                .map(to -> new DeliveryDraft(
                        eventId,
                        added.membershipId().toString(),
                        "linked",
                        role(to),
                        added.locale(),
                        to.email(),
                        Map.of(
                                "institutionCode", added.institutionCode(),
                                "institutionName", added.institutionName(),
                                "proofKind", added.proofKind()),
                        added.sealedRecipients(),
                        added.addedAt(),
                        added.addedAt().plus(properties.giveUpAfter())));
    }

    /** The role picks the words of a template, so only a known one may. */
    private static String role(LinkRecipient to) {
        if (!ROLES.contains(to.role())) {
            throw new IllegalArgumentException("A recipient of this event has a role this version does not know");
        }
        return to.role();
    }

    private record PinRecipient(String email) {
        @Override
        public String toString() {
            return "PinRecipient[redacted]";
        }
    }

    private record LinkRecipients(List<LinkRecipient> recipients) {}

    private record LinkRecipient(String role, String email) {
        @Override
        public String toString() {
            return "LinkRecipient[role=" + role + "]";
        }
    }
}
