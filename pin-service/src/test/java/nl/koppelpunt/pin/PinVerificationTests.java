// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static nl.koppelpunt.pin.TestPins.BINDING;
import static nl.koppelpunt.pin.TestPins.KEYS;
import static nl.koppelpunt.pin.TestPins.OTHER_BINDING;
import static nl.koppelpunt.pin.TestPins.RIGHT;
import static nl.koppelpunt.pin.TestPins.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@PinServiceTest
class PinVerificationTests {
    private static final Logger LOG = LoggerFactory.getLogger(PinVerificationTests.class);
    private static final PinCheck ACCEPTED = new PinCheck.Accepted();
    private static final PinCheck EXPIRED = new PinCheck.Expired();

    @Autowired
    private PinVerification verification;

    @Autowired
    private PinRepository pins;

    @Autowired
    private PinTries tries;

    @Autowired
    private PinThrottle throttle;

    @Autowired
    private PinJournal journal;

    @Autowired
    private PinMetrics metrics;

    @Autowired
    private PinWithdrawal withdrawal;

    @Autowired
    private PinProperties properties;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private PinTable table;

    @Test
    @DisplayName("S-041: the right PIN is accepted, leading zeros and all")
    void rightPinIsAccepted() {
        var id = table.given(new RawPin("000042"));
        assertThat(check(id, new RawPin("000042"))).isEqualTo(ACCEPTED);
        assertThat(table.endedBecause(id)).isEqualTo("accepted");
        assertThat(table.count("pin_try", "pin_id = '" + id + "' and not wrong"))
                .isOne();
    }

    @Test
    void wrongPinCostsOneTry() {
        var id = table.given(RIGHT);
        assertThat(check(id, WRONG)).isEqualTo(new PinCheck.Rejected(2));
        assertThat(table.tries(id)).isOne();
        assertThat(check(id, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-043, S-057: the third wrong try ends the PIN and says how long to wait")
    void thirdWrongTryLocks() {
        var id = table.given(RIGHT);
        check(id, WRONG);
        check(id, WRONG);
        assertThat(check(id, WRONG))
                .isInstanceOfSatisfying(
                        PinCheck.Locked.class,
                        locked -> assertThat(locked.retryAfter())
                                .isBetween(
                                        Instant.now().minusSeconds(5),
                                        Instant.now().plusSeconds(65)));
        assertThat(check(id, RIGHT)).isInstanceOf(PinCheck.Locked.class);
        assertThat(table.tries(id)).isEqualTo(3);
    }

    @Test
    @DisplayName("S-043: of a hundred parallel wrong tries exactly three are counted, the rest find it locked")
    void parallelWrongTriesCountThree() {
        var id = table.given(RIGHT);
        var outcomes = inParallel(100, id, WRONG);
        assertThat(outcomes).filteredOn(PinCheck.Rejected.class::isInstance).hasSize(2);
        assertThat(outcomes).filteredOn(PinCheck.Locked.class::isInstance).hasSize(98);
        assertThat(table.tries(id)).isEqualTo(3);
        assertThat(table.count("pin_try", "pin_id = '" + id + "'")).isEqualTo(3);
    }

    @Test
    @DisplayName("S-044: of fifty parallel right tries one is accepted")
    void parallelRightTriesAcceptOne() {
        var id = table.given(RIGHT);
        assertThat(inParallel(50, id, RIGHT)).filteredOn(ACCEPTED::equals).hasSize(1);
        assertThat(check(id, RIGHT)).isEqualTo(EXPIRED);
    }

    @Test
    @DisplayName("S-043: a crash between count and comparison costs a try and never gives one")
    void crashCostsATry() {
        var id = table.given(RIGHT);
        var crashing = verificationWith(KEYS, Schedulers.fromExecutor(task -> {
            throw new Crash();
        }));
        for (var times = 0; times < 3; times++) {
            crashing.check(TestPins.attempt(id, RIGHT)).as(StepVerifier::create).verifyError();
        }
        assertThat(table.tries(id)).isEqualTo(3);
        assertThat(check(id, RIGHT)).isInstanceOf(PinCheck.Locked.class);
    }

    @Test
    @DisplayName("S-043: no transaction of a caller can take a counted try back")
    void refusesToRunInATransaction() {
        var id = table.given(RIGHT);
        verification
                .check(TestPins.attempt(id, WRONG))
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyError(IllegalTransactionStateException.class);
    }

    @Test
    @DisplayName("S-045: a wrong binding on an existing PIN is a wrong PIN and costs a try")
    void wrongBindingCostsATry() {
        var id = table.given(RIGHT);
        assertThat(check(verification, id, OTHER_BINDING, RIGHT)).isEqualTo(new PinCheck.Rejected(2));
        assertThat(table.tries(id)).isOne();
        assertThat(check(id, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-051: an unknown id, and an ended PIN under another binding, answer as a first wrong try")
    void unknownLooksWrong() {
        var id = table.given(RIGHT);
        check(id, RIGHT);
        assertThat(check(UUID.randomUUID(), WRONG)).isEqualTo(new PinCheck.Rejected(2));
        assertThat(check(verification, id, OTHER_BINDING, RIGHT)).isEqualTo(new PinCheck.Rejected(2));
    }

    @Test
    @DisplayName("S-042: valid at 9:59, not at 10:00, by the clock of the database")
    void livesTenMinutes() {
        var inTime = table.given(RIGHT);
        table.age(inTime, Duration.ofSeconds(595));
        assertThat(check(inTime, RIGHT)).isEqualTo(ACCEPTED);

        var late = table.given(RIGHT);
        table.age(late, Duration.ofMinutes(10));
        assertThat(check(late, RIGHT)).isEqualTo(EXPIRED);
        assertThat(table.tries(late)).isZero();
    }

    @Test
    @DisplayName("S-047: tries carry over to nine an hour for one subject")
    void subjectHasNineTriesAnHour() {
        var subject = "nine-" + UUID.randomUUID();
        for (var pin = 0; pin < 3; pin++) {
            var id = table.given(RIGHT, subject);
            inParallel(5, id, WRONG);
        }
        var fourth = table.given(RIGHT, subject);
        assertThat(check(fourth, RIGHT))
                .isInstanceOfSatisfying(
                        PinCheck.Locked.class,
                        locked -> assertThat(locked.retryAfter())
                                .isAfter(Instant.now().plusSeconds(3000)));
        assertThat(table.tries(fourth)).isZero();

        table.shift(subject, Duration.ofHours(1));
        var later = table.given(RIGHT, subject);
        assertThat(check(later, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-050: rotation of the key keeps live PINs valid")
    void rotationKeepsLivePins() {
        var id = table.given(RIGHT);
        var rotated = new MacKeys("k2", Map.of("k1", TestPins.key(1), "k2", TestPins.key(2)));
        var afterRotation = verificationWith(rotated, Schedulers.boundedElastic());
        assertThat(check(afterRotation, id, BINDING, RIGHT)).isEqualTo(ACCEPTED);

        var newer = table.given(rotated, RIGHT, "rotated-" + UUID.randomUUID());
        assertThat(table.row(newer)).containsEntry("mac_key", "k2");
        assertThat(check(afterRotation, newer, BINDING, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-040, S-111: each outcome leaves its event and its audit row in one transaction")
    void outcomesAreTold() {
        var id = table.given(RIGHT);
        check(id, WRONG);
        check(id, RIGHT);
        for (var outcome : List.of("pin-rejected", "pin-accepted")) {
            assertThat(table.count("audit_event", "object_id = '" + id + "' and action = '" + outcome + "'"))
                    .isOne();
            assertThat(table.count("outbox_event", "subject = '" + id + "' and type like '%" + outcome + "%'"))
                    .isOne();
        }
    }

    @Test
    @DisplayName("S-111: what cannot be written in the audit is not done and not told, and the try stays counted")
    void allOfAnOutcomeOrNothing() {
        var id = table.given(RIGHT);
        table.execute("alter table audit_event add constraint a_fault check (action <> 'pin-accepted') not valid");
        try {
            verification
                    .check(TestPins.attempt(id, RIGHT))
                    .as(StepVerifier::create)
                    .verifyError();
        } finally {
            table.execute("alter table audit_event drop constraint a_fault");
        }
        assertThat(table.endedBecause(id)).isEqualTo("null");
        assertThat(table.count("outbox_event", "subject = '" + id + "'")).isZero();
        assertThat(table.tries(id)).isOne();
        assertThat(check(id, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-045: each part of a binding counts: swapped, the right PIN is a wrong one")
    void everyPartOfTheBindingCounts() {
        for (var part = 0; part < 32; part++) {
            var stored = KEYS.mac(TestPins.ID, BINDING, RIGHT);
            assertThat(stored.matches(KEYS.mac(TestPins.ID, TestPins.swapped(BINDING, part), RIGHT)))
                    .isFalse();
        }
        var id = table.given(RIGHT);
        assertThat(check(verification, id, TestPins.swapped(BINDING, 0), RIGHT)).isEqualTo(new PinCheck.Rejected(2));
        assertThat(check(verification, id, TestPins.swapped(BINDING, 31), RIGHT))
                .isEqualTo(new PinCheck.Rejected(1));
        assertThat(check(id, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-045: a PIN of one purpose proves nothing for another, under one subject and one binding")
    void aPurposeHasItsOwnPin() {
        var subject = "purposes-" + UUID.randomUUID();
        var one = table.givenFor("link", new RawPin("111111"), subject);
        var other = table.givenFor("recovery", new RawPin("222222"), subject);
        assertThat(check(one, new RawPin("222222"))).isEqualTo(new PinCheck.Rejected(2));
        assertThat(check(other, new RawPin("111111"))).isEqualTo(new PinCheck.Rejected(2));
        assertThat(check(one, new RawPin("111111"))).isEqualTo(ACCEPTED);
        assertThat(check(other, new RawPin("222222"))).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-045: to any other caller a PIN is unknown, and its tries are not theirs to use up")
    void aPinKnowsOnlyItsOwner() {
        var id = table.given(RIGHT);
        var stranger = new PinAttempt(id, BINDING, RIGHT, "another-service", null);
        for (var times = 0; times < 5; times++) {
            assertThat(verification.check(stranger).block()).isEqualTo(new PinCheck.Rejected(2));
        }
        assertThat(table.tries(id)).isZero();
        withdrawal.withdraw(id, "withdrawn", "another-service").block();
        assertThat(check(id, RIGHT)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("S-043: a wrong PIN sent twice with one key costs one try and is told once")
    void aDoubleClickCostsOneTry() {
        var id = table.given(RIGHT);
        assertThat(sameTryInParallel(20, id, WRONG)).containsOnly(new PinCheck.Rejected(2));
        assertThat(table.tries(id)).isOne();
        assertThat(table.count("audit_event", "object_id = '" + id + "'")).isOne();
        assertThat(table.count("outbox_event", "subject = '" + id + "'")).isOne();
        assertThat(keyed(id, WRONG, "another")).isEqualTo(new PinCheck.Rejected(1));
    }

    @Test
    @DisplayName("S-044: the right PIN sent twice at once on the last try is right both times and accepted once")
    void aDoubleClickOnTheLastTryIsAccepted() {
        var id = table.given(RIGHT);
        check(id, WRONG);
        check(id, WRONG);
        assertThat(sameTryInParallel(20, id, RIGHT)).containsOnly(ACCEPTED);
        assertThat(table.tries(id)).isEqualTo(3);
        assertThat(table.count("audit_event", "action = 'pin-accepted' and object_id = '" + id + "'"))
                .isOne();
        assertThat(keyed(id, RIGHT, "another")).isEqualTo(EXPIRED);
    }

    @Test
    @DisplayName("S-043: a last wrong try sent twice is locked both times")
    void aDoubleClickOnTheLastTryLocks() {
        var id = table.given(RIGHT);
        check(id, WRONG);
        check(id, WRONG);
        assertThat(sameTryInParallel(20, id, WRONG)).allMatch(PinCheck.Locked.class::isInstance);
        assertThat(table.count("outbox_event", "subject = '" + id + "' and type like '%pin-locked%'"))
                .isOne();
    }

    @Test
    @DisplayName("S-043: one key does not buy a second guess")
    void aKeyIsOneGuess() {
        var id = table.given(RIGHT);
        keyed(id, WRONG, "key");
        verification
                .check(TestPins.attempt(id, RIGHT, "key"))
                .as(StepVerifier::create)
                .verifyError(KeyReusedException.class);
        assertThat(table.tries(id)).isOne();
        assertThat(table.endedBecause(id)).isEqualTo("null");
        assertThat(table.dump("pin_try")).doesNotContain(WRONG.digits());
    }

    @Test
    @DisplayName("S-119: a try whose answer was lost in a crash is asked again with its key, and costs nothing more")
    void aCrashedTryIsAskedAgain() {
        var id = table.given(RIGHT);
        var crypto = new AtomicInteger();
        // The second task is the comparison: the try is counted by then.
        verificationWith(KEYS, Schedulers.fromExecutor(task -> {
                    if (crypto.incrementAndGet() == 2) {
                        throw new Crash();
                    }
                    task.run();
                }))
                .check(TestPins.attempt(id, RIGHT, "key"))
                .as(StepVerifier::create)
                .verifyError();
        assertThat(table.tries(id)).isOne();
        assertThat(keyed(id, RIGHT, "key")).isEqualTo(ACCEPTED);
        assertThat(table.tries(id)).isOne();
    }

    @Test
    @DisplayName("S-050: the key of a try outlives a rotation of the MAC keys")
    void aTryOutlivesRotation() {
        var id = table.given(RIGHT);
        keyed(id, WRONG, "key");
        var rotated = new MacKeys("k2", Map.of("k1", TestPins.key(1), "k2", TestPins.key(2)));
        assertThat(verificationWith(rotated, Schedulers.boundedElastic())
                        .check(TestPins.attempt(id, WRONG, "key"))
                        .block())
                .isEqualTo(new PinCheck.Rejected(2));
    }

    @Test
    @DisplayName("S-051: right, wrong, unknown, locked and expired each cost one signing and one comparison")
    void everyAnswerTakesTheSameWork() {
        var locked = table.given(RIGHT);
        inParallel(3, locked, WRONG);
        var late = table.given(RIGHT);
        table.age(late, Duration.ofMinutes(10));
        for (var id : List.of(table.given(RIGHT), table.given(WRONG), UUID.randomUUID(), locked, late)) {
            var signings = new AtomicInteger();
            verificationWith(KEYS, Schedulers.fromExecutor(task -> {
                        signings.incrementAndGet();
                        task.run();
                    }))
                    .check(TestPins.attempt(id, RIGHT))
                    .block();
            assertThat(signings).hasValue(1);
        }
    }

    /** A report, not a gate: a shared machine is too noisy for one. */
    @Test
    @DisplayName("S-051: what each answer took, in the log")
    void timingIsReported() {
        var locked = table.given(RIGHT);
        inParallel(3, locked, WRONG);
        var late = table.given(RIGHT);
        table.age(late, Duration.ofMinutes(10));
        var rounds = 40;
        var took = new TreeMap<String, List<Long>>();
        for (var round = 0; round < rounds; round++) {
            var wrong = table.given(RIGHT);
            Map.of("wrong", wrong, "unknown", UUID.randomUUID(), "locked", locked, "expired", late)
                    .forEach((kind, id) -> {
                        var start = System.nanoTime();
                        check(id, WRONG);
                        took.computeIfAbsent(kind, ignored -> new ArrayList<>())
                                .add((System.nanoTime() - start) / 1000);
                    });
        }
        took.forEach((kind, each) -> LOG.info(
                "S-051 {}: median {} us of {}",
                kind,
                each.stream().sorted().toList().get(rounds / 2),
                rounds));
        assertThat(took).hasSize(4);
    }

    private PinVerification verificationWith(MacKeys macKeys, Scheduler crypto) {
        return new PinVerification(pins, tries, throttle, macKeys, journal, crypto, transaction, metrics, properties);
    }

    private PinCheck keyed(UUID id, RawPin pin, String key) {
        return Objects.requireNonNull(
                verification.check(TestPins.attempt(id, pin, key)).block());
    }

    private List<PinCheck> sameTryInParallel(int times, UUID id, RawPin pin) {
        return Objects.requireNonNull(Flux.range(0, times)
                .flatMap(
                        ignored -> Mono.defer(() -> verification.check(TestPins.attempt(id, pin, "key")))
                                .subscribeOn(Schedulers.parallel()),
                        times)
                .collectList()
                .block());
    }

    private PinCheck check(UUID id, RawPin pin) {
        return check(verification, id, BINDING, pin);
    }

    private static PinCheck check(PinVerification verification, UUID id, PinBinding binding, RawPin pin) {
        return Objects.requireNonNull(
                verification.check(TestPins.attempt(id, binding, pin)).block());
    }

    private List<PinCheck> inParallel(int times, UUID id, RawPin pin) {
        return Objects.requireNonNull(Flux.range(0, times)
                .flatMap(
                        ignored -> Mono.defer(() -> verification.check(TestPins.attempt(id, pin)))
                                .subscribeOn(Schedulers.parallel()),
                        times)
                .collectList()
                .block());
    }

    private static class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
