// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Checks a PIN: the try is spent first, then compared, then the outcome is recorded. */
@Service
class PinVerification {
    private final PinRepository pins;
    private final PinThrottle throttle;
    private final MacKeys keys;
    private final PinJournal journal;
    private final Scheduler pinCrypto;
    private final TransactionalOperator transaction;
    private final PinProperties properties;

    PinVerification(
            PinRepository pins,
            PinThrottle throttle,
            MacKeys keys,
            PinJournal journal,
            Scheduler pinCrypto,
            TransactionalOperator transaction,
            PinProperties properties) {
        this.pins = pins;
        this.throttle = throttle;
        this.keys = keys;
        this.journal = journal;
        this.pinCrypto = pinCrypto;
        this.transaction = transaction;
        this.properties = properties;
    }

    // NEVER inside a transaction of the caller: the count is committed before comparing, so that a rollback,
    // a cancelled request or a crash costs a try and never gives one back (S-043).
    @Transactional(propagation = Propagation.NEVER)
    Mono<PinCheck> check(UUID id, PinBinding binding, RawPin presented, String actor) {
        return countTry(id)
                .flatMap(counted -> compare(counted, binding, presented, actor))
                .switchIfEmpty(Mono.defer(() -> refuse(id, binding, presented, actor)));
    }

    private Mono<PinTry> countTry(UUID id) {
        return throttle.lockSubjectOf(id)
                .then(Mono.defer(() -> pins.countTry(id, properties.throttle().triesPerHour())))
                .as(transaction::transactional);
    }

    private Mono<PinCheck> compare(PinTry counted, PinBinding binding, RawPin presented, String actor) {
        return Mono.fromCallable(() ->
                        counted.mac().matches(keys.mac(counted.mac().keyId(), counted.pinId(), binding, presented)))
                .subscribeOn(pinCrypto)
                .flatMap(right ->
                        (right ? accept(counted, actor) : reject(counted, actor)).as(transaction::transactional));
    }

    private Mono<PinCheck> accept(PinTry counted, String actor) {
        return pins.accept(counted)
                .flatMap(at -> journal.accepted(counted, at, actor).thenReturn((PinCheck) new PinCheck.Accepted()))
                .switchIfEmpty(Mono.defer(() -> over(counted.pinId(), "over", actor)));
    }

    private Mono<PinCheck> reject(PinTry counted, String actor) {
        var rejected = journal.rejected(counted, actor);
        return counted.triesLeft() > 0
                ? rejected.thenReturn(new PinCheck.Rejected(counted.triesLeft()))
                : rejected.then(lock(counted, actor)).then(Mono.defer(() -> locked(counted.pinId())));
    }

    private Mono<Void> lock(PinTry counted, String actor) {
        return pins.lock(counted.pinId()).flatMap((Instant at) -> journal.locked(counted, at, actor));
    }

    /** Does the work of a comparison for a PIN that is not compared, so that the clock tells nothing (S-051). */
    private Mono<PinCheck> refuse(UUID id, PinBinding binding, RawPin presented, String actor) {
        return Mono.fromCallable(() -> keys.mac(id, binding, presented).matches(keys.mac(id, binding, presented)))
                .subscribeOn(pinCrypto)
                .flatMap(ignored -> explain(id, binding, actor).as(transaction::transactional));
    }

    private Mono<PinCheck> explain(UUID id, PinBinding binding, String actor) {
        return pins.stateOf(id, binding)
                .flatMap(state -> switch (state) {
                    case LOCKED -> journal.refused(id, "locked", actor).then(locked(id));
                    case OVER -> over(id, "over", actor);
                })
                .switchIfEmpty(Mono.defer(() -> unknown(id, actor)));
    }

    private Mono<PinCheck> locked(UUID id) {
        return throttle.nextAfter(id).map(next -> new PinCheck.Locked(next.at()));
    }

    private Mono<PinCheck> over(UUID id, String reason, String actor) {
        return journal.refused(id, reason, actor).thenReturn(new PinCheck.Expired());
    }

    /** Answers as a first wrong try: an unknown id and another's PIN must not be told apart. */
    private Mono<PinCheck> unknown(UUID id, String actor) {
        return journal.refused(id, "unknown", actor).thenReturn(new PinCheck.Rejected(properties.maxTries() - 1));
    }
}
