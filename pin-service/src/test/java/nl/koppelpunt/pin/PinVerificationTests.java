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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@PinServiceTest
class PinVerificationTests {
    private static final PinCheck ACCEPTED = new PinCheck.Accepted();
    private static final PinCheck EXPIRED = new PinCheck.Expired();

    @Autowired
    private PinVerification verification;

    @Autowired
    private PinRepository pins;

    @Autowired
    private PinThrottle throttle;

    @Autowired
    private PinJournal journal;

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
        var crashing = new PinVerification(
                pins,
                throttle,
                KEYS,
                journal,
                Schedulers.fromExecutor(task -> {
                    throw new Crash();
                }),
                transaction,
                properties);
        for (var times = 0; times < 3; times++) {
            crashing.check(id, BINDING, RIGHT, "test").as(StepVerifier::create).verifyError();
        }
        assertThat(table.tries(id)).isEqualTo(3);
        assertThat(check(id, RIGHT)).isInstanceOf(PinCheck.Locked.class);
    }

    @Test
    @DisplayName("S-043: no transaction of a caller can take a counted try back")
    void refusesToRunInATransaction() {
        var id = table.given(RIGHT);
        verification
                .check(id, BINDING, WRONG, "test")
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
        var afterRotation = new PinVerification(
                pins, throttle, rotated, journal, Schedulers.boundedElastic(), transaction, properties);
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
        assertThat(table.count("audit_event", "object_id = '" + id + "'")).isEqualTo(2);
    }

    private PinCheck check(UUID id, RawPin pin) {
        return check(verification, id, BINDING, pin);
    }

    private static PinCheck check(PinVerification verification, UUID id, PinBinding binding, RawPin pin) {
        return Objects.requireNonNull(
                verification.check(id, binding, pin, "test").block());
    }

    private List<PinCheck> inParallel(int times, UUID id, RawPin pin) {
        return Objects.requireNonNull(Flux.range(0, times)
                .flatMap(
                        ignored -> Mono.defer(() -> verification.check(id, BINDING, pin, "test"))
                                .subscribeOn(Schedulers.parallel()),
                        times)
                .collectList()
                .block());
    }

    private static class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
