// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.event.PinEvent.PinWithdrawn;
import nl.koppelpunt.notification.MailServer;
import nl.koppelpunt.notification.NotificationServiceTest;
import nl.koppelpunt.platform.consumption.ReceivedEvent;
import nl.koppelpunt.platform.test.MailKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What waits to be sent: in which order, and until when. Nothing is sent before a test says so. */
@NotificationServiceTest
class DeliveryQueueTests {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DeliveryProperties UNHURRIED = new DeliveryProperties(
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            10,
            10,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofDays(3),
            Duration.ofDays(1),
            Duration.ofDays(1));

    @Autowired
    private MailServer mails;

    @Autowired
    private MailKeys keys;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private DeliveryIntake intake;

    @Autowired
    private DeliveryRepository deliveries;

    @Autowired
    private DeliveryLag lag;

    @Autowired
    private DeliveryRecords records;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private DeliveryProperties properties;

    @Autowired
    private DeliveryDispatch dispatch;

    private final String user = "naam." + UUID.randomUUID() + "@school.example";
    private final String eventId = UUID.randomUUID().toString();

    @BeforeEach
    void nothingIsOnItsWay() throws InterruptedException {
        var idle = new CountDownLatch(1);
        dispatch.stop(idle::countDown);
        assertThat(idle.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        execute("delete from delivery");
    }

    @AfterEach
    void mailsLeaveAgain() throws InterruptedException {
        nothingIsOnItsWay();
        dispatch.start();
    }

    @Test
    @DisplayName("S-110: a PIN does not wait behind the notices that have been due for an hour")
    void aPinGoesBeforeWhatCanWait() {
        accept(notice("notice." + user), "notice");
        execute("""
                insert into delivery (id, source_event_id, subject_id, template, role, locale, recipient, recipient_index,
                        facts, sealed_content, happened_at, expires_at, on_expiry, next_attempt_at)
                select gen_random_uuid(), number::text, subject_id, template, role, locale, recipient, recipient_index,
                        facts, sealed_content, happened_at, expires_at, on_expiry, now() - interval '1 hour'
                from delivery, generate_series(1, 300) number""");
        accept(pin());
        mails.down();
        mails.up();
        send();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !mails.to(user).isEmpty());
        assertThat(mails.all().stream().limit(10).map(FaultTests::recipient)).contains(user);
    }

    @Test
    @DisplayName("S-056: a PIN that expires while it waits for its turn at the mail server is not ended, a notice is")
    void aPinIsNotEndedAfterItsExpiry() throws Exception {
        var now = new AtomicReference<>(Instant.now());
        InstantSource source = now::get;
        var leases = new Leases(deliveries, UNHURRIED, source.withZone(ZoneOffset.UTC));
        var handOvers = new HandOvers(UNHURRIED, leases);
        accept(pin());
        accept(notice("notice." + user), "notice");
        var claimed = requireNonNull(
                leases.claim(10).collectMap(Delivery::sourceEventId).block());
        var pin = requireNonNull(claimed.get(eventId));
        var notice = requireNonNull(claimed.get("notice"));

        now.updateAndGet(instant -> instant.plusSeconds(300));
        assertThat(handOvers.turn(pin).given()).isTrue();
        now.updateAndGet(instant -> instant.plusSeconds(300));
        assertThat(handOvers.turn(pin).given()).isFalse();
        assertThat(handOvers.turn(notice).given()).isTrue();
    }

    @Test
    @DisplayName("S-046: a PIN withdrawn while its mail is on its way is not tried once more when that failed")
    void aPinWithdrawnOnItsWayIsNotTriedAgain() {
        var pin = pin();
        accept(pin);
        var claimed =
                requireNonNull(deliveries.claimDue(1, List.of(), properties).blockLast());
        withdraw(pin);
        assertThat(value("status")).isEqualTo("sending");
        assertThat(deliveries.retry(claimed, "smtp-451", Duration.ZERO).block()).isTrue();
        send();
        await().atMost(SOON).until(() -> value("status"), "skipped"::equals);
        assertThat(mails.to(user)).isEmpty();
    }

    @Test
    @DisplayName("S-046: a PIN withdrawn after its mail failed is not sent again by an officer, and its secret is gone")
    void aPinWithdrawnAfterItsMailFailedIsNotSentAgain() {
        var pin = pin();
        accept(pin);
        var claimed =
                requireNonNull(deliveries.claimDue(1, List.of(), properties).blockLast());
        assertThat(deliveries.failed(claimed, "smtp-550").block()).isTrue();
        withdraw(pin);
        assertThat(value("coalesce(sealed_content, 'gone')")).isEqualTo("gone");
        assertThat(deliveries.requeue(claimed.id(), Duration.ofDays(3)).block()).isFalse();
        assertThat(value("status")).isEqualTo("failed");
    }

    @Test
    @DisplayName("S-115: what cannot be read or put into words holds up nobody, is tried again, and ends at its expiry")
    void aMailThatCannotBeMadeIsTriedAgainUntilItIsOver() {
        var faults = Map.of(
                "row-of-a-newer-version", "template = 'of-a-newer-version'",
                "key-gone", "recipient = '\\x00'",
                "words-gone", "role = 'of-no-words'");
        faults.forEach((id, fault) -> {
            accept(pin("bad." + user), id);
            execute("update delivery set " + fault + " where source_event_id = '" + id + "'");
        });
        accept(pin());
        var deferred = deferred();
        send();
        await().atMost(SOON).until(() -> value("status"), "sent"::equals);
        await().atMost(SOON)
                .until(() -> count("reason = 'not-composed' and attempts > 1"), bad -> bad == faults.size());
        assertThat(deferred()).isGreaterThanOrEqualTo(deferred + faults.size());
        assertThat(records.page(null, null, 10)
                        .map(DeliveryRecord::recipient)
                        .collectList()
                        .block())
                .hasSize(faults.size() + 1)
                .contains("…");

        await().atMost(SOON).until(() -> {
            execute("update delivery set expires_at = now(), next_attempt_at = now() where status = 'queued'");
            dispatch.wake();
            return count("status = 'skipped' and reason = 'expired'") == faults.size();
        });
        assertThat(mails.to("bad." + user)).isEmpty();
    }

    @Test
    @DisplayName("S-110: how long a PIN took to the mail server is measured, and of nothing else")
    void theWayOfAPinIsMeasured() {
        var way = registry.get("koppelpunt.pin.mail").timer();
        var before = way.takeSnapshot();
        accept(notice("notice." + user), "notice");
        accept(pin());
        send();
        await().atMost(SOON).until(() -> count("status = 'sent'") == 2);
        var after = way.takeSnapshot();
        assertThat(after.count()).isEqualTo(before.count() + 1);
        assertThat(after.total(TimeUnit.SECONDS) - before.total(TimeUnit.SECONDS))
                .isPositive()
                .isLessThan(60);
        assertThat(after.histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.SECONDS))
                .contains(10.0);
    }

    @Test
    @DisplayName("S-110: how long what is due has been due is seen, codes apart from notices")
    void whatIsDueIsSeen() {
        accept(notice("notice." + user), "notice");
        accept(pin());
        execute("update delivery set next_attempt_at = now() + interval '1 minute' where on_expiry = 'abandoned'");
        execute("update delivery set next_attempt_at = now() - interval '1 minute' where on_expiry = 'skipped'");
        await().atMost(SOON).until(() -> measured("code"), seconds -> seconds >= 60 && seconds < 120);
        assertThat(measured("notice")).isZero();
        execute("delete from delivery");
        await().atMost(SOON).until(() -> measured("code"), seconds -> seconds == 0);
    }

    @Test
    @DisplayName("S-113, S-115: a notice that is heard of days later, as from a dead letter, is tried all the same")
    void aNoticeHeardOfLateIsSent() {
        accept(notice(user, Instant.now().minus(Duration.ofDays(5))));
        send();
        await().atMost(SOON).until(() -> !List.of("queued", "sending").contains(value("status")));
        assertThat(value("status")).isEqualTo("sent");
        assertThat(mails.to(user)).hasSize(1);
    }

    private double measured(String kind) {
        lag.measure().block();
        return registry.get("koppelpunt.mail.lag").tag("kind", kind).timeGauge().value(TimeUnit.SECONDS);
    }

    private double deferred() {
        return registry.get("koppelpunt.mails")
                .tag("outcome", "deferred")
                .counter()
                .count();
    }

    private long count(String where) {
        return requireNonNull(database.sql("select count(*) from delivery where " + where)
                .mapValue(Long.class)
                .one()
                .block());
    }

    @Test
    @DisplayName("S-112, S-114: a lease that cannot be renewed does not cost the others theirs")
    void oneLeaseThatIsNotRenewedDoesNotCostTheOthersTheirs() {
        for (var number = 0; number < 6; number++) {
            accept(notice(number + "." + user), eventId + number);
        }
        var leases = new Leases(deliveries, UNHURRIED, Clock.systemUTC());
        var claimed = requireNonNull(leases.claim(10).collectList().block());
        execute("update delivery set lease_until = now() + interval '1 minute'");
        execute("alter table delivery add constraint a_fault check (id <> '"
                + claimed.getFirst().id() + "' or lease_until < '"
                + Instant.now().plusSeconds(3600) + "') not valid");
        try {
            leases.renew().block();
            assertThat(count("lease_until > now() + interval '2 hours'")).isEqualTo(claimed.size() - 1);
        } finally {
            execute("alter table delivery drop constraint a_fault");
        }
        leases.renew().block();
        assertThat(count("lease_until > now() + interval '2 hours'")).isEqualTo(claimed.size());
    }

    private void withdraw(PinIssued pin) {
        accept(new PinWithdrawn(pin.pinId(), "link", "replaced", Instant.now()), "withdrawn-" + eventId);
    }

    private void send() {
        dispatch.start();
        dispatch.wake();
    }

    private void accept(KoppelpuntEvent event) {
        accept(event, eventId);
    }

    private void accept(KoppelpuntEvent event, String id) {
        intake.accept(new ReceivedEvent<>(id, Instant.now(), event)).block();
    }

    private PinIssued pin() {
        return pin(user);
    }

    private PinIssued pin(String address) {
        var now = Instant.now();
        var sealed = keys.seal("{\"email\": \"" + address + "\", \"pin\": \"004217\"}");
        return new PinIssued(UUID.randomUUID(), "link", now, now.plusSeconds(600), "nl", sealed);
    }

    private InstitutionAdded notice(String address) {
        return notice(address, Instant.now());
    }

    private InstitutionAdded notice(String address, Instant happenedAt) {
        var sealed = keys.seal("""
                {"organisation": "KvK 12345678", "recipients": [{"role": "user", "email": "%s"}]}""".formatted(address));
        return new InstitutionAdded(
                UUID.randomUUID(), UUID.randomUUID(), "10AB", "De Regenboog", "account", "nl", happenedAt, sealed);
    }

    private String value(String column) {
        return requireNonNull(database.sql("select " + column + "::text from delivery where source_event_id = :event")
                .bind("event", eventId)
                .mapValue(String.class)
                .one()
                .block());
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }
}
