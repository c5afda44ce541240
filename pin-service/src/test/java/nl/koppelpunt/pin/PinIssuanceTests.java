// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static java.util.Objects.requireNonNull;
import static nl.koppelpunt.pin.TestPins.RIGHT;
import static nl.koppelpunt.pin.TestPins.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@PinServiceTest
@ExtendWith(OutputCaptureExtension.class)
class PinIssuanceTests {
    @Autowired
    private PinIssuance issuance;

    @Autowired
    private PinVerification verification;

    @Autowired
    private PinRepository pins;

    @Autowired
    private PinTable table;

    @Autowired
    private PinBrake brake;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private ConfigurableApplicationContext context;

    private static final int WHOLE_POOL = 10;

    private final String subject = "subject-" + UUID.randomUUID();

    @Test
    @DisplayName("S-047: a minute between two PINs of one subject, told beforehand")
    void aMinuteBetweenTwoPins() {
        var first = issued(issue(subject));
        assertThat(Duration.between(first.pin().issuedAt(), first.newPinAt())).isEqualTo(Duration.ofSeconds(60));
        assertThat(issue(subject)).isInstanceOfSatisfying(PinIssue.Throttled.class, throttled -> {
            assertThat(throttled.next().at()).isEqualTo(first.newPinAt());
            assertThat(throttled.next().waiting()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        });
        table.shift(subject, Duration.ofSeconds(61));
        issued(issue(subject));
    }

    @Test
    @DisplayName("S-047: three PINs an hour and five a day for one subject")
    void threeAnHourFiveADay() {
        for (var hour = 0; hour < 3; hour++) {
            issued(issue(subject));
            table.shift(subject, Duration.ofMinutes(2));
        }
        assertThat(waiting(issue(subject))).isBetween(Duration.ofMinutes(53), Duration.ofMinutes(54));
        table.shift(subject, Duration.ofHours(1));
        issued(issue(subject));
        table.shift(subject, Duration.ofHours(1));
        issued(issue(subject));
        table.shift(subject, Duration.ofHours(1));
        assertThat(waiting(issue(subject))).isBetween(Duration.ofHours(20), Duration.ofHours(21));
        table.shift(subject, Duration.ofHours(21));
        issued(issue(subject));
    }

    @Test
    @DisplayName("S-047: five PINs an hour to one mailbox, however its address is spelled")
    void fiveAnHourToOneMailbox() {
        var name = "mailbox" + UUID.randomUUID();
        for (var times = 0; times < 5; times++) {
            issued(issue(subject + times, name + "+" + times + "@school.example"));
        }
        assertThat(waiting(issue(subject + 5, name.toUpperCase(Locale.ROOT) + "@School.example")))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        issued(issue(subject + 6, "other" + name + "@school.example"));
    }

    @Test
    @DisplayName("S-047: no new PIN after nine tries in an hour")
    void noPinAfterNineTries() {
        for (var pin = 0; pin < 3; pin++) {
            var id = table.given(RIGHT, subject);
            for (var tries = 0; tries < 3; tries++) {
                verification.check(TestPins.attempt(id, WRONG)).block();
            }
            table.shift(subject, Duration.ofMinutes(10));
        }
        assertThat(waiting(issue(subject))).isGreaterThan(Duration.ofMinutes(28));
    }

    @Test
    @DisplayName("S-046: a new PIN ends the old one, also when it goes to another address")
    void newPinEndsTheOld() {
        var old = table.given(RIGHT, subject);
        table.shift(subject, Duration.ofSeconds(61));
        issued(issue(subject, "other-" + UUID.randomUUID() + "@school.example"));
        assertThat(table.endedBecause(old)).isEqualTo("replaced");
        assertThat(verification.check(TestPins.attempt(old, RIGHT)).block()).isEqualTo(new PinCheck.Expired());
        assertThat(table.count("audit_event", "action = 'pin-withdrawn' and object_id = '" + old + "'"))
                .isOne();
    }

    @Test
    @DisplayName("S-047, S-100: two replicas share one count")
    void replicasShareTheCount() {
        try (var second = secondInstance()) {
            var instances = List.of(issuance, second.getBean(PinIssuance.class));
            var outcomes = Flux.range(0, 20)
                    .flatMap(
                            turn -> Mono.defer(() -> instances.get(turn % 2).issue(TestPins.request(subject), null))
                                    .subscribeOn(Schedulers.parallel()),
                            20)
                    .collectList()
                    .block();
            assertThat(outcomes).filteredOn(PinIssue.Issued.class::isInstance).hasSize(1);

            var mailbox = "mailbox" + subject + "@school.example";
            var toOneMailbox = inParallel(
                    20, turn -> instances.get(turn % 2).issue(TestPins.request(subject + "-" + turn, mailbox), null));
            assertThat(toOneMailbox)
                    .filteredOn(PinIssue.Issued.class::isInstance)
                    .hasSize(5);

            var id = table.given(RIGHT, "tries-" + subject);
            var checks = List.of(verification, second.getBean(PinVerification.class));
            Flux.range(0, 20)
                    .flatMap(turn -> checks.get(turn % 2).check(TestPins.attempt(id, WRONG)), 20)
                    .blockLast();
            assertThat(table.tries(id)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("S-048: many wrong PINs over all subjects slow every issue")
    void manyWrongPinsSlowEveryIssue() {
        var id = table.given(RIGHT, subject);
        wrongTries(id, 51);
        var slow = issued(issue("braked-" + subject));
        assertThat(Duration.between(slow.pin().issuedAt(), slow.newPinAt())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("S-048: a thousand wrong PINs in a day are too many too, also when no hour of it was")
    void manyWrongPinsInADaySlowEveryIssue(CapturedOutput output) {
        var id = table.given(RIGHT, subject);
        wrongTries(id, 1000);
        table.shift("brake", Duration.ofHours(2));
        var usual = issued(issue("usual-" + subject));
        assertThat(Duration.between(usual.pin().issuedAt(), usual.newPinAt())).isEqualTo(Duration.ofSeconds(60));

        wrongTries(id, 1);
        var slow = issued(issue("braked-" + subject));
        assertThat(Duration.between(slow.pin().issuedAt(), slow.newPinAt())).isEqualTo(Duration.ofMinutes(5));
        brake.watch().block();
        assertThat(gauge("koppelpunt.pin.brake")).isOne();
        assertThat(output.getAll()).contains("PIN brake is on: 1 wrong tries in the last hour, 1001 in the last day");
    }

    @Test
    @DisplayName("S-048: while the brake is on, sixty PINs an hour over all subjects and not one more")
    void theBrakeLimitsAllSubjectsTogether() {
        var id = table.given(RIGHT, subject);
        issuedOfLate(58);
        issued(issue("before-" + subject));
        wrongTries(id, 51);
        assertThat(issuedInParallel(10)).isZero();
        table.age(id, Duration.ofHours(1));
        assertThat(issuedInParallel(10)).isOne();
        assertThat(waiting(issue("after-" + subject))).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("S-048: the brake raises an alarm, once, and says when it is off again")
    void theBrakeRaisesAnAlarm(CapturedOutput output) {
        brake.watch().block();
        assertThat(gauge("koppelpunt.pin.brake")).isZero();
        wrongTries(table.given(RIGHT, subject), 51);
        brake.watch().block();
        brake.watch().block();
        assertThat(gauge("koppelpunt.pin.brake")).isOne();
        assertThat(registry.get("koppelpunt.pin.wrong")
                        .tag("window", "hour")
                        .gauge()
                        .value())
                .isEqualTo(51);
        assertThat(output.getAll()).containsOnlyOnce("PIN brake is on: 51 wrong tries in the last hour");
        pins.deleteOlderThan(Duration.ofMinutes(-1)).block();
        brake.watch().block();
        assertThat(gauge("koppelpunt.pin.brake")).isZero();
        assertThat(output.getAll()).contains("PIN brake is off");
    }

    @Test
    @DisplayName("S-119: the same request to issue gives the same PIN and one mail, also twenty at once")
    void theSameRequestGivesTheSamePin() {
        var answers = inParallel(20, turn -> issuance.issue(TestPins.request(subject), "key"));
        assertThat(answers).hasSize(20).allMatch(PinIssue.Issued.class::isInstance);
        var first = issued(answers.getFirst());
        assertThat(answers).containsOnly(first);
        assertThat(table.count("pin", "limit_subject = '" + subject + "'")).isOne();
        assertThat(table.count("outbox_event", "subject = '" + first.pin().id() + "'"))
                .isOne();
        assertThat(table.dump("pin_request")).doesNotContain("school.example").doesNotContain(subject);
    }

    @Test
    @DisplayName("S-119: a commit of unknown outcome is resolved by asking again with the same key")
    void aCommitOfUnknownOutcomeIsAskedAgain() throws Exception {
        var own = context.getBean(TestDatabase.class);
        try (var proxy = new CuttingProxy(own.port(), "insert into pin_request");
                var second = secondInstance("r2dbc:postgresql://localhost:" + proxy.port() + "/" + own.name())) {
            var there = second.getBean(PinIssuance.class);
            there.issue(TestPins.request(subject), "key")
                    .as(StepVerifier::create)
                    .verifyError();
            assertThat(proxy.hasCut()).isTrue();
            await().until(() -> table.count("pin", "limit_subject = '" + subject + "'") == 1);

            var again = issued(
                    requireNonNull(there.issue(TestPins.request(subject), "key").block()));

            assertThat(table.count("pin", "limit_subject = '" + subject + "'")).isOne();
            assertThat(table.count("outbox_event", "subject = '" + again.pin().id() + "'"))
                    .isOne();
        }
    }

    @Test
    @DisplayName(
            "S-118: a database whose connections have frozen is worked with again within seconds, without a restart")
    void frozenConnectionsAreLeftBehind() throws Exception {
        var own = context.getBean(TestDatabase.class);
        try (var proxy = new FreezingProxy(own.port());
                var second = secondInstance("r2dbc:postgresql://localhost:" + proxy.port() + "/" + own.name())) {
            var there = second.getBean(PinIssuance.class);
            issued(requireNonNull(
                    there.issue(TestPins.request("before-" + subject), null).block()));
            assertThat(proxy.freeze()).isPositive();
            var since = System.nanoTime();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> there.issue(TestPins.request("after-" + subject), null)
                                    .block(Duration.ofSeconds(10))
                            instanceof PinIssue.Issued);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    @DisplayName("S-118: what was asked over connections that then froze ends, and their places in the pool come back")
    void questionsUnderWayOnFrozenConnectionsEnd() throws Exception {
        var own = context.getBean(TestDatabase.class);
        try (var proxy = new FreezingProxy(own.port());
                var second = secondInstance(
                        "r2dbc:postgresql://localhost:" + proxy.port() + "/" + own.name(),
                        "--koppelpunt.database.answer-timeout=4s",
                        "--spring.r2dbc.properties.statementTimeout=PT40S",
                        "--koppelpunt.outbox.relay.enabled=false")) {
            var database = second.getBean(DatabaseClient.class);
            var plain = database.sql("select pg_sleep(25) as frozen");
            var bound = database.sql("select pg_sleep(25), :number as frozen").bind("number", 1);
            var transaction = second.getBean(TransactionalOperator.class);
            var ends = Flux.range(0, WHOLE_POOL)
                    .flatMap(
                            turn -> (turn % 2 == 0 ? plain : bound)
                                    .then()
                                    .as(transaction::transactional)
                                    .materialize()
                                    .single(),
                            WHOLE_POOL)
                    .collectList()
                    .toFuture();
            await().until(() ->
                    table.count("pg_stat_activity", "state = 'active' and query like 'select pg_sleep(25)%'")
                            == WHOLE_POOL);
            proxy.freeze();

            assertThat(ends.get(30, TimeUnit.SECONDS)).hasSize(WHOLE_POOL).allMatch(Signal::hasError);
            issued(requireNonNull(second.getBean(PinIssuance.class)
                    .issue(TestPins.request(subject), null)
                    .block(Duration.ofSeconds(10))));
        }
    }

    @Test
    @DisplayName("S-112: the database ends a transaction whose program has vanished, and with it its locks")
    void aTransactionLeftOpenEnds() {
        try (var second = secondInstance()) {
            assertThat(second.getBean(DatabaseClient.class)
                            .sql("show idle_in_transaction_session_timeout")
                            .mapValue(String.class)
                            .one()
                            .block())
                    .isEqualTo("30s");
        }
    }

    @Test
    void aKeyUsedForAnotherRequestIsRefusedAndChangesNothing() {
        var first = issued(
                requireNonNull(issuance.issue(TestPins.request(subject), "key").block()));
        issuance.issue(TestPins.request(subject, "other-" + subject + "@school.example"), "key")
                .as(StepVerifier::create)
                .verifyError(KeyReusedException.class);
        assertThat(table.endedBecause(first.pin().id())).isEqualTo("null");
        assertThat(table.count("pin", "limit_subject = '" + subject + "'")).isOne();
    }

    @Test
    void aRefusalIsNotRemembered() {
        issued(issue(subject));
        var tooSoon = TestPins.request(subject);
        assertThat(issuance.issue(tooSoon, "key").block()).isInstanceOf(PinIssue.Throttled.class);
        table.shift(subject, Duration.ofSeconds(61));
        issued(requireNonNull(issuance.issue(tooSoon, "key").block()));
    }

    @Test
    void aKeyIsOfOneCaller() {
        issued(requireNonNull(
                issuance.issue(TestPins.request(subject), "key-" + subject).block()));
        var theirs = TestPins.requestOf("another-service", "theirs-" + subject);
        issued(requireNonNull(issuance.issue(theirs, "key-" + subject).block()));
    }

    @Test
    @DisplayName("S-050, S-141: a dump of the table gives neither a PIN nor an address without the keys")
    void dumpCannotBeBruteForced() throws Exception {
        var email = "naam.voorbeeld@" + UUID.randomUUID() + ".example";
        var id = table.given(RIGHT, subject);
        issued(issue("dump-" + subject, email));
        for (var name : List.of("pin", "pin_try", "outbox_event", "audit_event")) {
            assertThat(table.dump(name)).doesNotContain("naam.voorbeeld").doesNotContain(email);
        }
        var stored = table.mac(id);
        var sha256 = MessageDigest.getInstance("SHA-256");
        for (var candidate = 0; candidate < 1_000_000; candidate++) {
            var digits = String.format(Locale.ROOT, "%06d", candidate).getBytes(StandardCharsets.US_ASCII);
            assertThat(HexFormat.of().formatHex(sha256.digest(digits)).equals(stored))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("S-143: PINs and tries are gone after a day")
    void oldPinsAreDeleted() {
        var id = table.given(RIGHT, subject);
        verification.check(TestPins.attempt(id, WRONG)).block();
        table.shift(subject, Duration.ofHours(25));
        pins.deleteOlderThan(Duration.ofHours(24)).block();
        assertThat(table.count("pin", "limit_subject = '" + subject + "'")).isZero();
        assertThat(table.count("pin_try", "limit_subject = '" + subject + "'")).isZero();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private void issuedOfLate(int times) {
        table.execute("""
                insert into pin (id, owner, purpose, limit_subject, mailbox_index, binding, mac, mac_key, max_tries,
                    expires_at)
                select gen_random_uuid(), owner, purpose, 'of-late-' || n, mailbox_index, binding, mac, mac_key, 3,
                    now() + interval '9 minutes'
                from pin, generate_series(1, %d) n where limit_subject = '%s'""".formatted(times, subject));
    }

    private long issuedInParallel(int times) {
        return inParallel(times, turn -> issuance.issue(TestPins.request("p" + UUID.randomUUID()), null)).stream()
                .filter(PinIssue.Issued.class::isInstance)
                .count();
    }

    private static List<PinIssue> inParallel(int times, IntFunction<Mono<PinIssue>> issue) {
        return requireNonNull(Flux.range(0, times)
                .flatMap(turn -> Mono.defer(() -> issue.apply(turn)).subscribeOn(Schedulers.parallel()), times)
                .collectList()
                .block());
    }

    private void wrongTries(UUID id, int times) {
        table.execute("insert into pin_try (pin_id, limit_subject, tries_left) select '" + id
                + "', 'brake', 0 from generate_series(1, " + times + ")");
    }

    private PinIssue issue(String limitSubject) {
        return issue(limitSubject, limitSubject + "@school.example");
    }

    private PinIssue issue(String limitSubject, String email) {
        return requireNonNull(
                issuance.issue(TestPins.request(limitSubject, email), null).block());
    }

    private static PinIssue.Issued issued(PinIssue issue) {
        assertThat(issue).isInstanceOf(PinIssue.Issued.class);
        return (PinIssue.Issued) issue;
    }

    private static Duration waiting(PinIssue issue) {
        assertThat(issue).isInstanceOf(PinIssue.Throttled.class);
        var next = ((PinIssue.Throttled) issue).next();
        assertThat(next.at()).isAfter(Instant.now());
        return next.waiting();
    }

    /** Another process as far as the database can tell: its own context, pool and beans, set as in production. */
    private ConfigurableApplicationContext secondInstance() {
        return secondInstance(context.getBean(TestDatabase.class).r2dbcUrl());
    }

    private ConfigurableApplicationContext secondInstance(String r2dbcUrl, String... settings) {
        var own = context.getBean(TestDatabase.class);
        return new SpringApplicationBuilder(PinServiceApplication.class)
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
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--management.server.port=0",
                                        "--spring.r2dbc.url=" + r2dbcUrl,
                                        "--spring.r2dbc.username=" + own.username(),
                                        "--spring.r2dbc.password=" + own.password()),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }
}
