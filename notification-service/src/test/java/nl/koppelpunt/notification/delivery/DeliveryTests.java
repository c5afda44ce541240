// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.koppelpunt.event.AccountEvent.AccountBlocked;
import nl.koppelpunt.event.AccountEvent.AccountUnblocked;
import nl.koppelpunt.event.AccountEvent.ActivationCodeIssued;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.AccountEvent.InstitutionRemoved;
import nl.koppelpunt.event.AccountEvent.PasswordResetCompleted;
import nl.koppelpunt.event.AccountEvent.PasswordResetRequested;
import nl.koppelpunt.event.AccountEvent.PortalUserBlocked;
import nl.koppelpunt.event.AccountEvent.PortalUserUnblocked;
import nl.koppelpunt.event.AccountEvent.PortalUserUnlinked;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.event.PinEvent.PinWithdrawn;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.notification.MailServer;
import nl.koppelpunt.notification.NotificationServiceApplication;
import nl.koppelpunt.notification.NotificationServiceTest;
import nl.koppelpunt.notification.mail.MailKind;
import nl.koppelpunt.platform.consumption.ReceivedEvent;
import nl.koppelpunt.platform.test.MailKeys;
import nl.koppelpunt.platform.test.TestDatabase;
import nl.koppelpunt.platform.test.WrittenSpans;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

@NotificationServiceTest
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTests {
    private static final String PIN = "004217";
    private static final List<String> LOUD =
            List.of("nl.koppelpunt", "io.r2dbc", "org.springframework", "org.thymeleaf", "org.eclipse");
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private MailServer mails;

    @Autowired
    private MailKeys keys;

    @Autowired
    private WrittenSpans spans;

    @Autowired
    private LoggingSystem logging;

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private DeliveryIntake intake;

    @Autowired
    private DeliveryDispatch dispatch;

    @Autowired
    private DeliveryRepository deliveries;

    @Autowired
    private DeliveryProperties properties;

    @Autowired
    private LateRecords late;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @Autowired
    private JsonMapper json;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private ConfigurableApplicationContext context;

    private final String user = "naam." + UUID.randomUUID() + "@school.example";
    private final String representative = "gemachtigde." + UUID.randomUUID() + "@school.example";
    private final String eventId = UUID.randomUUID().toString();

    @AfterEach
    void mailServerIsUpAndLogsAreQuiet() {
        LOUD.forEach(name -> logging.setLogLevel(name, null));
        mails.down();
        mails.up();
    }

    @Test
    @DisplayName("S-110, S-113: a PIN event told three times is one mail, and soon")
    void duplicateEventsAreOneMail() {
        publish(pinIssued(), eventId);
        var before = Instant.now();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !mails.to(user).isEmpty());
        // A first message also pays for joining the consumer group; the second measures the way of a mail.
        assertThat(Duration.between(before, Instant.now())).isLessThan(SOON);
        publish(pinIssued(), eventId);
        publish(pinIssued(), eventId);
        var other = "marker." + user;
        publish(
                pinIssued(other, Instant.now().plusSeconds(600)),
                UUID.randomUUID().toString());
        var second = Instant.now();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !mails.to(other).isEmpty());
        assertThat(Duration.between(second, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(mails.to(user)).hasSize(1);
        assertThat(count("source_event_id = '" + eventId + "'")).isOne();
    }

    @Test
    @DisplayName("S-110: a PIN does not wait behind facts of accounts, of which an import tells thousands")
    void aPinDoesNotWaitBehindAnImport() {
        var ofAccounts = listeners.getListenerContainers().stream()
                .filter(container -> List.of(Objects.requireNonNull(
                                container.getContainerProperties().getTopics()))
                        .contains(Topics.ACCOUNTS))
                .toList();
        assertThat(ofAccounts).isNotEmpty();
        ofAccounts.forEach(MessageListenerContainer::stop);
        try {
            publish(pinIssued(), eventId);
            await().atMost(SOON).until(() -> !mails.to(user).isEmpty());
        } finally {
            ofAccounts.forEach(MessageListenerContainer::start);
        }
    }

    @Test
    @DisplayName("S-055, S-114: the PIN mail has two parts, no PIN in the subject and the id of its row")
    void pinMailAsItArrives() throws Exception {
        accept(pinIssued());
        var mail = theMailTo(user);
        assertThat(mail.getSubject()).isEqualTo("Uw pincode voor MijnHelpdeskPO");
        assertThat(mail.getContentType()).contains("multipart/alternative");
        assertThat(MailServer.read(mail)).contains(PIN).contains("Heeft u dit niet aangevraagd?");
        assertThat(mail.getMessageID()).isEqualTo("<" + value("id") + "@portal.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getFrom()[0]).hasToString("MijnHelpdeskPO <noreply@portal.example>");
    }

    @Test
    @DisplayName("S-053, S-114: after sending no secret and no address in clear is in any table, log or span")
    void nothingSecretIsLeft(CapturedOutput output) {
        LOUD.forEach(name -> logging.setLogLevel(name, LogLevel.TRACE));
        var sealed = pinIssued();
        publish(sealed, eventId);
        theMailTo(user);
        await().atMost(SOON).until(() -> value("status"), "sent"::equals);
        for (var table : List.of("delivery", "outbox_event", "audit_event")) {
            assertThat(dump(table))
                    .doesNotContain(PIN)
                    .doesNotContain(user)
                    .doesNotContain(((PinIssued) sealed).sealedMessage());
        }
        assertThat(output.getAll()).contains("sent").doesNotContain(PIN).doesNotContain(user);
        assertThat(spans.all())
                .anyMatch(span -> span.contains("koppelpunt.pins"))
                .noneMatch(span -> span.contains(PIN) || span.contains("@school.example"));
        assertThat(countIn("audit_event", "object_id = '" + value("id") + "' and action = 'mail-sent'"))
                .isOne();
    }

    @Test
    @DisplayName("S-075: a new link is told to the user and to the representative on record")
    void linkIsToldToBoth() {
        publish(institutionAdded(user, representative), eventId);
        await().atMost(SOON)
                .until(() -> mails.to(user).size() + mails.to(representative).size(), both -> both == 2);
        assertThat(MailServer.read(theMailTo(user)))
                .contains("U kunt nu met eHerkenning inloggen")
                .contains("De Regenboog")
                .contains("KvK 12345678");
        assertThat(MailServer.read(theMailTo(representative)))
                .contains("Er is eHerkenning gekoppeld aan uw instelling")
                .contains("Klopt dit niet?");
    }

    @Test
    void oneMailWhereUserAndRepresentativeHaveOneAddress() {
        accept(institutionAdded(user, user));
        assertThat(MailServer.read(theMailTo(user))).contains("U kunt nu met eHerkenning inloggen");
        assertThat(count("source_event_id = '" + eventId + "'")).isOne();
    }

    @Test
    @DisplayName("S-056, S-117: a mail server that is away is waited for")
    void sentWhenTheMailServerIsBack(CapturedOutput output) {
        mails.down();
        accept(pinIssued());
        await().atMost(SOON).until(() -> (Integer) value("attempts") >= 2);
        assertThat(value("status")).isIn("queued", "sending");
        mails.up();
        tryNow();
        theMailTo(user);
        await().atMost(SOON).until(() -> value("status"), "sent"::equals);
        assertThat(output.getAll()).doesNotContain(user).doesNotContain(PIN);
    }

    @Test
    @DisplayName("S-056: a PIN past its expiry is skipped, not sent late, and its secret is gone")
    void expiredPinIsSkipped() {
        mails.down();
        accept(pinIssued());
        await().atMost(SOON).until(() -> (Integer) value("attempts") >= 1);
        execute(
                "update delivery set expires_at = now() - interval '1 second', next_attempt_at = now() where source_event_id = '"
                        + eventId + "'");
        mails.up();
        await().atMost(SOON).until(() -> value("status"), "skipped"::equals);
        assertThat(value("reason")).isEqualTo("expired");
        assertThat(count("source_event_id = '" + eventId + "' and sealed_content is null"))
                .isOne();
        assertThat(mails.to(user)).isEmpty();
    }

    @Test
    void aPinExpiredOnArrivalIsSkipped() {
        accept(pinIssued(user, Instant.now().minusSeconds(1)));
        await().atMost(SOON).until(() -> value("status"), "skipped"::equals);
        assertThat(mails.to(user)).isEmpty();
    }

    @Test
    @DisplayName("S-046: a PIN withdrawn before its mail could leave is not sent")
    void withdrawnPinIsSkipped() {
        mails.down();
        var issued = (PinIssued) pinIssued();
        accept(issued);
        await().atMost(SOON).until(() -> {
            execute("update delivery set next_attempt_at = now() + interval '1 hour' where source_event_id = '"
                    + eventId + "' and status = 'queued'");
            return count("source_event_id = '" + eventId + "' and status = 'queued'"
                            + " and next_attempt_at > now() + interval '30 minutes'")
                    == 1;
        });
        intake.accept(new ReceivedEvent<>(
                        "w-" + eventId,
                        Instant.now(),
                        new PinWithdrawn(issued.pinId(), "link", "replaced", Instant.now())))
                .block();
        assertThat(value("status")).isEqualTo("skipped");
    }

    @Test
    @DisplayName("S-114: a claim that was never finished is taken over when its lease ends, with the same Message-ID")
    void leaseOfADeadProcessEnds() throws Exception {
        accept(pinIssued(), false);
        execute("update delivery set status = 'sending', attempts = 1, lease_until = now() + interval '1 hour'"
                + " where source_event_id = '" + eventId + "'");
        var marker = "marker." + user;
        accept(pinIssued(marker, Instant.now().plusSeconds(600)), "marker-" + eventId);
        theMailTo(marker);
        assertThat(mails.to(user)).isEmpty();
        execute("update delivery set lease_until = now() - interval '1 second' where source_event_id = '" + eventId
                + "'");
        await().atMost(SOON).until(() -> value("called_out"), Boolean.TRUE::equals);
        assertThat(mails.to(user)).isEmpty();
        execute("update delivery set lease_until = now() where source_event_id = '" + eventId + "'");
        assertThat(theMailTo(user).getMessageID()).contains(String.valueOf(value("id")));
    }

    @Test
    @DisplayName("S-114: a lease that ran out is called out first, and a holder that lives keeps it")
    void aHolderThatLivesKeepsItsDelivery() {
        accept(pinIssued(), false);
        execute("update delivery set status = 'sending', attempts = 1, lease_until = now() + interval '1 hour'"
                + " where source_event_id = '" + eventId + "'");
        var id = (UUID) value("id");
        for (var outage = 0; outage < 2; outage++) {
            execute("update delivery set lease_until = now() - interval '1 hour' where source_event_id = '" + eventId
                    + "'");
            await().atMost(SOON).until(() -> value("called_out"), Boolean.TRUE::equals);
            assertThat(deliveries.renew(id, 1, Duration.ofHours(1)).block()).isTrue();
        }
        assertThat(deliveries.renew(id, 2, Duration.ofHours(1)).block()).isFalse();
        assertThat(value("attempts")).isEqualTo(1);
        assertThat(mails.to(user)).isEmpty();
    }

    @Test
    @DisplayName("S-114: that a mail was sent counts, also when its sender was taken for dead meanwhile")
    void sentCountsBeforeALaterAttempt() {
        accept(pinIssued(), false);
        execute("update delivery set status = 'sending', attempts = 2, lease_until = now() + interval '1 hour'"
                + " where source_event_id = '" + eventId + "'");
        var first = attempt(1);
        assertThat(deliveries.failed(first, "smtp-550").block()).isFalse();
        assertThat(deliveries.retry(first, "smtp-450", Duration.ZERO).block()).isFalse();
        assertThat(deliveries.sent(first).block()).isTrue();
        assertThat(deliveries.failed(attempt(2), "smtp-550").block()).isFalse();
        assertThat(deliveries.sent(attempt(2)).block()).isFalse();
        assertThat(value("status")).isEqualTo("sent");
    }

    private Delivery attempt(int number) {
        var now = Instant.now();
        return new Delivery(
                (UUID) value("id"),
                eventId,
                "pin",
                "user",
                "nl",
                () -> new Delivery.Envelope(MailKind.PIN, user, Map.of()),
                "",
                now,
                now,
                OnExpiry.SKIPPED,
                Duration.ofMinutes(10),
                number);
    }

    @Test
    @DisplayName("S-114: a mail is ended only when the one before is known to be sent, so a death doubles one at most")
    void oneMailAtATimeIsOutAndNotYetWrittenDown() throws Exception {
        mails.down();
        var events =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(12).toList();
        for (var event : events) {
            var until = Instant.now().plusSeconds(600);
            accept(new ReceivedEvent<>(event, Instant.now(), pinIssued(event + "@school.example", until)), false);
        }
        try (var pedantic = new PedanticMailServer(
                mails.port(),
                2,
                taken -> taken.stream()
                        .filter(id -> count("id = '" + id + "' and status <> 'sent'") > 0)
                        .count())) {
            tryNow();
            await().atMost(SOON)
                    .until(() ->
                            count("source_event_id in ('" + String.join("', '", events) + "')" + " and status = 'sent'")
                                    == events.size());
            assertThat(pedantic.unrecorded())
                    .hasSizeGreaterThanOrEqualTo(events.size())
                    .containsOnly(0L);
            assertThat(pedantic.taken()).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("S-114, S-119: a mail that is out and cannot be written down is seen, not sent again, and told later")
    void whatIsOutAndCannotBeWrittenDownIsNotSentAgain(CapturedOutput output) {
        var unrecorded = counted("unrecorded");
        execute(
                "alter table delivery_attempt add constraint a_fault check (outcome is distinct from 'sent') not valid");
        try {
            accept(pinIssued(), false);
            dispatch.wake();
            theMailTo(user);
            await().atMost(SOON).until(() -> count(ofThisEvent("reason = 'sent-not-recorded'")) == 1);
            assertThat(counted("unrecorded")).isEqualTo(unrecorded + 1);
            assertThat(count(ofThisEvent("status = 'sending' and sealed_content is null")))
                    .isOne();

            execute("update delivery set lease_until = now() - interval '1 hour' where " + ofThisEvent("true"));
            assertThat(deliveries
                            .claimDue(10, List.of(), properties)
                            .map(Delivery::sourceEventId)
                            .collectList()
                            .block())
                    .doesNotContain(eventId);
            assertThat(count(ofThisEvent("called_out"))).isZero();
            late.write().block();
            assertThat(value("status")).isEqualTo("sending");
        } finally {
            execute("alter table delivery_attempt drop constraint a_fault");
        }
        late.write().block();

        assertThat(value("status")).isEqualTo("sent");
        assertThat(attempts()).containsExactly("1 sent sent");
        assertThat(countIn("outbox_event", "type like '%mail-sent%' and subject = '" + value("id") + "'"))
                .isOne();
        assertThat(mails.to(user)).hasSize(1);
        assertThat(output.getAll())
                .contains("was sent and cannot be written down")
                .doesNotContain(user);
    }

    private String ofThisEvent(String condition) {
        return "source_event_id = '" + eventId + "' and " + condition;
    }

    @Test
    @DisplayName("S-114, S-122: two replicas with one backlog send each mail once, also when one is asked to stop")
    void replicasDoNotDoubleSend() {
        mails.down();
        var addresses = Stream.iterate(0, number -> number + 1)
                .limit(30)
                .map(number -> number + "." + user)
                .toList();
        var before = countIn("delivery_attempt", "outcome is null");
        try (var second = secondInstance()) {
            assertThat(second.getBean(DeliveryDispatch.class)).isNotSameAs(dispatch);
            addresses.forEach(address -> accept(
                    new ReceivedEvent<>(
                            UUID.randomUUID().toString(),
                            Instant.now(),
                            pinIssued(address, Instant.now().plusSeconds(600))),
                    false));
            mails.up();
            tryNow();
            await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> mails.size() >= 5);
        }
        // It ended what it began: nothing waits for a lease to run out.
        await().atMost(SOON).until(() -> count("status in ('queued', 'sending')") == 0);
        assertThat(countIn("delivery_attempt", "outcome is null")).isEqualTo(before);
        assertThat(addresses)
                .allSatisfy(address -> assertThat(mails.to(address)).hasSize(1));
    }

    @Test
    @DisplayName("S-115: what no key opens is kept as a dead letter and stops nothing")
    void unreadableEventStopsNothing() {
        var stranger = new MailKeys().seal("{\"email\":\"" + user + "\",\"pin\":\"" + PIN + "\"}");
        var now = Instant.now();
        publish(new PinIssued(UUID.randomUUID(), "link", now, now.plusSeconds(600), "nl", stranger), eventId);
        publish(pinIssued(), UUID.randomUUID().toString());
        theMailTo(user);
        await().atMost(SOON).until(() -> deadLetters().contains(eventId));
        assertThat(count("source_event_id = '" + eventId + "'")).isZero();
    }

    @Test
    void theUserIsWrittenToInTheirLanguageAndTheRepresentativeInDutch() throws Exception {
        accept(institutionAdded(user, representative, "en"));
        var toUser = theMailTo(user);
        assertThat(toUser.getSubject()).isEqualTo("You can now log in to MijnHelpdeskPO with eHerkenning");
        assertThat(toUser.getHeader("Content-Language")).containsExactly("en");
        assertThat(theMailTo(representative).getSubject())
                .isEqualTo("Er is eHerkenning gekoppeld aan uw instelling in MijnHelpdeskPO");
    }

    @Test
    void mailsAreCountedByWhatBecameOfThem() {
        assertThat(registry.get("koppelpunt.mails").counters())
                .map(counter -> counter.getId().getTag("outcome"))
                .contains("sent", "failed", "skipped", "deferred");
        var sent = counted("sent");
        var skipped = counted("skipped");
        accept(pinIssued());
        await().atMost(SOON).until(() -> counted("sent") > sent);
        accept(pinIssued("late." + user, Instant.now().minusSeconds(1)), "late-" + eventId);
        await().atMost(SOON).until(() -> counted("skipped") > skipped);
        var deferred = counted("deferred");
        mails.down();
        accept(pinIssued("down." + user, Instant.now().plusSeconds(600)), "down-" + eventId);
        await().atMost(SOON).until(() -> counted("deferred") > deferred);
    }

    static Stream<Arguments> factsThatConcernAPerson() {
        var id = UUID.randomUUID();
        var now = Instant.now();
        var later = now.plusSeconds(600);
        return Stream.of(
                arguments(
                        "removed",
                        both(s -> new InstitutionRemoved(id, id, "10AB", "De Regenboog", "officer", "nl", now, s))),
                arguments("unlinked", both(s -> new PortalUserUnlinked(id, id, "nl", now, s))),
                arguments(
                        "password-changed",
                        both(s -> new PasswordResetCompleted(id, id, "10AB", "De Regenboog", now, s))),
                arguments(
                        "account-blocked",
                        both(s -> new AccountBlocked(id, "10AB", "De Regenboog", "officer", now, s))),
                arguments("account-unblocked", both(s -> new AccountUnblocked(id, "10AB", "De Regenboog", now, s))),
                arguments("access-blocked", both(s -> new PortalUserBlocked(id, "nl", now, s))),
                arguments("access-unblocked", both(s -> new PortalUserUnblocked(id, "nl", now, s))),
                arguments(
                        "activation-code",
                        both(s -> new ActivationCodeIssued(id, "10AB", now, later, "De Regenboog", s))));
    }

    private static Function<String, KoppelpuntEvent> both(Function<String, KoppelpuntEvent> event) {
        return event;
    }

    @ParameterizedTest
    @MethodSource("factsThatConcernAPerson")
    @DisplayName("S-075: every fact that concerns a person is told to the user and to whoever was on record before")
    void everyFactIsTold(String kind, Function<String, KoppelpuntEvent> event) {
        accept(event.apply(keys.seal("""
                {"organisation": "KvK 12345678", "recipients": [
                    {"role": "user", "email": "%s"},
                    {"role": "representative", "email": "%s", "institutionCode": "10AB", "institutionName": "De Regenboog"}]}
                """.formatted(user, representative))));
        assertThat(MailServer.read(theMailTo(user))).contains("KvK 12345678", "helpdesk@portal.example");
        assertThat(MailServer.read(theMailTo(representative))).contains("De Regenboog", "10AB");
        assertThat(count("source_event_id = '" + eventId + "' and template = '" + kind + "' and status = 'sent'"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("S-061: a recovery code goes to the representative alone, and not after it has expired")
    void recoveryCodeGoesToTheRepresentative() {
        var id = UUID.randomUUID();
        var sealed = keys.seal("{\"email\": \"" + representative + "\", \"token\": \"TOKEN-7K2M\"}");
        var now = Instant.now();
        accept(new PasswordResetRequested(id, id, "10AB", "De Regenboog", now, now.plusSeconds(3600), sealed));
        assertThat(MailServer.read(theMailTo(representative))).contains("TOKEN-7K2M");
        assertThat(dump("delivery")).doesNotContain("TOKEN-7K2M").doesNotContain(sealed);
        accept(
                new PasswordResetRequested(id, id, "10AB", "De Regenboog", now, now.minusSeconds(1), sealed),
                "late-" + eventId);
        assertThat(count("source_event_id = 'late-" + eventId + "' and status = 'skipped'"))
                .isOne();
    }

    @Test
    void aCodeThatNobodyIsToldOfIsNoMail() {
        accept(new ActivationCodeIssued(UUID.randomUUID(), "10AB", Instant.now(), Instant.now()));
        assertThat(count("source_event_id = '" + eventId + "'")).isZero();
    }

    @Test
    @DisplayName("S-114: every attempt is known: what came of it, and that one is going on")
    void everyAttemptIsKnown() {
        mails.down();
        accept(pinIssued());
        await().atMost(SOON).until(() -> (Integer) value("attempts") >= 3);
        mails.up();
        tryNow();
        await().atMost(SOON).until(() -> value("status"), "sent"::equals);
        assertThat(attempts()).startsWith("1 deferred smtp-unreachable", "2 deferred smtp-unreachable");
        assertThat(attempts().getLast()).endsWith(" sent sent");
        assertThat(attempts()).hasSize((Integer) value("attempts"));
    }

    @Test
    void aNoticeThatCouldNotBeSentIsAbandonedAndKeptToBeResent() {
        mails.down();
        accept(institutionAdded(user, user));
        execute("update delivery set expires_at = now(), next_attempt_at = now() where source_event_id = '" + eventId
                + "'");
        await().atMost(SOON).until(() -> value("status"), "abandoned"::equals);
        assertThat(count("source_event_id = '" + eventId + "' and sealed_content is not null"))
                .isOne();
        deliveries.wipe(Duration.ofSeconds(-1)).block();
        assertThat(count("source_event_id = '" + eventId + "' and sealed_content is not null"))
                .isZero();
    }

    /** Instead of waiting for the pause between attempts to end. */
    private void tryNow() {
        execute("update delivery set next_attempt_at = now() where status = 'queued'");
        dispatch.wake();
    }

    private List<String> attempts() {
        return requireNonNull(database.sql("""
                        select a.number || ' ' || a.outcome || ' ' || a.reason from delivery_attempt a
                        join delivery d on d.id = a.delivery_id where d.source_event_id = :event order by a.number""")
                .bind("event", eventId)
                .mapValue(String.class)
                .all()
                .collectList()
                .block());
    }

    private double counted(String outcome) {
        return registry.get("koppelpunt.mails")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private KoppelpuntEvent pinIssued() {
        return pinIssued(user, Instant.now().plusSeconds(600));
    }

    private PinIssued pinIssued(String address, Instant expiresAt) {
        var sealed = keys.seal("{\"email\":\"" + address + "\",\"pin\":\"" + PIN + "\"}");
        return new PinIssued(UUID.randomUUID(), "link", expiresAt.minusSeconds(600), expiresAt, "nl", sealed);
    }

    private InstitutionAdded institutionAdded(String first, String second) {
        return institutionAdded(first, second, "nl");
    }

    private InstitutionAdded institutionAdded(String first, String second, String language) {
        var sealed = keys.seal("""
                {"organisation": "KvK 12345678", "recipients": [
                    {"role": "user", "email": "%s"}, {"role": "representative", "email": "%s"}]}""".formatted(first, second));
        return new InstitutionAdded(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "10AB",
                "De Regenboog",
                "account",
                language,
                Instant.now(),
                sealed);
    }

    private void accept(KoppelpuntEvent event) {
        accept(event, true);
    }

    private void accept(KoppelpuntEvent event, String id) {
        accept(new ReceivedEvent<>(id, Instant.now(), event), true);
    }

    private void accept(KoppelpuntEvent event, boolean sendNow) {
        accept(new ReceivedEvent<>(eventId, Instant.now(), event), sendNow);
    }

    private void accept(ReceivedEvent<KoppelpuntEvent> received, boolean sendNow) {
        intake.accept(received).block();
        if (sendNow) {
            dispatch.wake();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> count("source_event_id = '" + received.id() + "' and (status = 'sending'"
                                    + " or (status = 'queued' and attempts = 0))")
                            == 0);
        }
    }

    private MimeMessage theMailTo(String address) {
        await().atMost(SOON).until(() -> !mails.to(address).isEmpty());
        assertThat(mails.to(address)).hasSize(1);
        return mails.to(address).getFirst();
    }

    private void publish(KoppelpuntEvent event, String id) {
        var topic = EventTypes.topicOf(event.getClass());
        var message = new ProducerRecord<>(topic, event.subject(), json.writeValueAsBytes(event));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_type",
                        EventTypes.typeOf(event.getClass()),
                        "ce_source",
                        "urn:nld:oin:00000001234567890000:systeem:koppelpunt-test",
                        "ce_subject",
                        event.subject(),
                        "ce_time",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> broker = Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers()));
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            var _ = producer.send(message);
            producer.flush();
        }
    }

    /** The ids of the events in the dead-letter topic of PINs. */
    private Set<String> deadLetters() {
        Map<String, Object> broker = Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers()));
        var ids = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.PINS + ".dlt").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < requireNonNull(end.get(each)))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(letter -> ids.add(
                                new String(letter.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
            }
        }
        return ids;
    }

    private Object value(String column) {
        return requireNonNull(
                requireNonNull(database.sql("select " + column + " from delivery where source_event_id = :event")
                                .bind("event", eventId)
                                .fetch()
                                .one()
                                .block())
                        .get(column));
    }

    private long count(String where) {
        return countIn("delivery", where);
    }

    private long countIn(String table, String where) {
        return requireNonNull(database.sql("select count(*) from " + table + " where " + where)
                .mapValue(Long.class)
                .one()
                .block());
    }

    private String dump(String table) {
        return String.join(
                "\n",
                requireNonNull(database.sql("select t::text from " + table + " t")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block()));
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }

    /** Another process as far as the database can tell: its own context, pool and beans, set as in production. */
    private ConfigurableApplicationContext secondInstance() {
        var own = context.getBean(TestDatabase.class);
        return new SpringApplicationBuilder(NotificationServiceApplication.class)
                .initializers(
                        second -> List.of(
                                        FlywayConnectionDetails.class,
                                        JdbcConnectionDetails.class,
                                        KafkaConnectionDetails.class)
                                .forEach(type -> second.getBeanFactory()
                                        .registerSingleton(type.getSimpleName(), context.getBean(type))),
                        second -> context.getEnvironment()
                                .getPropertySources()
                                .forEach(second.getEnvironment().getPropertySources()::addLast))
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.r2dbc.url=" + own.r2dbcUrl(),
                        "--spring.r2dbc.username=" + own.username(),
                        "--spring.r2dbc.password=" + own.password());
    }
}
