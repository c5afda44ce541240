// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.AccountEvent.InstitutionChanged;
import nl.koppelpunt.event.AccountEvent.InstitutionRegistered;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.identitylink.LinkServiceTest;
import nl.koppelpunt.platform.outbox.Outbox;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Over a real broker, by way of this service's own outbox. */
@LinkServiceTest
@Import(KafkaTestSupport.class)
@TestPropertySource(properties = {"spring.kafka.listener.auto-startup=true", "koppelpunt.outbox.relay.enabled=true"})
class AccountEventListenerTests {

    private static final Instant ADDED = Instant.parse("2026-11-01T10:00:00Z");

    @Autowired
    Outbox outbox;

    @Autowired
    Memberships memberships;

    @Autowired
    TransactionalOperator transaction;

    @Test
    @DisplayName("S-113 an institution added, however often it is told, is one institution of that user")
    void addedInstitutionIsProjectedOnce() {
        var portalUser = UUID.randomUUID();
        publish(portalUser, "10AB");
        publish(portalUser, "10AB");
        publish(portalUser, "12345");

        await().untilAsserted(() ->
                assertThat(memberships.institutionCodes(portalUser).block()).containsExactly("10AB", "12345"));
    }

    @Test
    @DisplayName("S-113 of two names of an institution the one told later counts, in whatever order they come")
    void laterNameCounts() {
        var portalUser = UUID.randomUUID();
        publish(new InstitutionChanged("30CD", "De Nieuwe Naam", null, ADDED.plusSeconds(60)));
        publish(new InstitutionRegistered("30CE", "school", "De Zonnebloem", "12345", ADDED));
        publish(portalUser, "30CD");
        memberships.add(portalUser, List.of("30CE", "30CF")).block();

        await().untilAsserted(() -> assertThat(
                        memberships.institutionNames(portalUser).block())
                .containsExactly(
                        Map.entry("30CD", "De Nieuwe Naam"),
                        Map.entry("30CE", "De Zonnebloem"),
                        Map.entry("30CF", "30CF")));
    }

    private void publish(UUID portalUser, String institutionCode) {
        publish(new InstitutionAdded(
                UUID.randomUUID(), portalUser, institutionCode, "De Regenboog", "account", "nl", ADDED, "h..v.c.t"));
    }

    private void publish(KoppelpuntEvent event) {
        outbox.append(event).as(transaction::transactional).block();
    }
}
