// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
    private final PinTries tries;
    private final PinThrottle throttle;
    private final MacKeys keys;
    private final PinJournal journal;
    private final Scheduler pinCrypto;
    private final TransactionalOperator transaction;
    private final PinMetrics metrics;
    private final PinProperties properties;

    PinVerification(
            PinRepository pins,
            PinTries tries,
            PinThrottle throttle,
            MacKeys keys,
            PinJournal journal,
            Scheduler pinCrypto,
            TransactionalOperator transaction,
            PinMetrics metrics,
            PinProperties properties) {
        this.pins = pins;
        this.tries = tries;
        this.throttle = throttle;
        this.keys = keys;
        this.journal = journal;
        this.pinCrypto = pinCrypto;
        this.transaction = transaction;
        this.metrics = metrics;
        this.properties = properties;
    }

    // NEVER inside a transaction of the caller: the count is committed before comparing, so that a rollback,
    // a cancelled request or a crash costs a try and never gives one back (S-043).
    @Transactional(propagation = Propagation.NEVER)
    Mono<PinCheck> check(PinAttempt attempt) {
        return spend(attempt)
                .flatMap(spent -> compare(spent, attempt))
                .switchIfEmpty(Mono.defer(() -> refuse(attempt)))
                .doOnNext(metrics::count);
    }

    private Mono<PinTry> spend(PinAttempt attempt) {
        return attempt.key() == null
                ? count(attempt, null)
                : Mono.fromCallable(() -> keys.mac(attempt.pinId(), attempt.binding(), attempt.presented()))
                        .subscribeOn(pinCrypto)
                        .flatMap(request -> count(attempt, request));
    }

    /** The lock makes the total of the subject exact, and lets a try that is sent twice at once find itself. */
    private Mono<PinTry> count(PinAttempt attempt, @Nullable PinMac request) {
        return throttle.lockSubjectOf(attempt.pinId())
                .then(Mono.defer(() -> tries.find(attempt)))
                .switchIfEmpty(Mono.defer(() ->
                        tries.count(attempt, request, properties.throttle().triesPerHour())))
                .as(transaction::transactional);
    }

    private Mono<PinCheck> compare(PinTry spent, PinAttempt attempt) {
        return Mono.fromCallable(() -> isRight(spent, attempt))
                .subscribeOn(pinCrypto)
                .flatMap(right ->
                        (right ? accept(spent, attempt) : reject(spent, attempt)).as(transaction::transactional));
    }

    private boolean isRight(PinTry spent, PinAttempt attempt) {
        var request = spent.request();
        if (request != null && !request.matches(mac(request, attempt))) {
            throw new KeyReusedException();
        }
        return spent.mac().matches(mac(spent.mac(), attempt));
    }

    private PinMac mac(PinMac like, PinAttempt attempt) {
        return keys.mac(like.keyId(), attempt.pinId(), attempt.binding(), attempt.presented());
    }

    private Mono<PinCheck> accept(PinTry spent, PinAttempt attempt) {
        return tries.accept(spent)
                .flatMap(at ->
                        journal.accepted(spent, at, attempt.owner()).thenReturn((PinCheck) new PinCheck.Accepted()))
                .switchIfEmpty(Mono.defer(() -> acceptedBefore(spent, attempt)));
    }

    /** The same try sent twice is told twice what became of it; any other comes too late. */
    private Mono<PinCheck> acceptedBefore(PinTry spent, PinAttempt attempt) {
        return tries.wasAccepted(spent)
                .flatMap(accepted -> accepted ? Mono.just(new PinCheck.Accepted()) : over(attempt));
    }

    private Mono<PinCheck> reject(PinTry spent, PinAttempt attempt) {
        return tries.reject(spent)
                .flatMap(firstTime -> firstTime ? tellRejected(spent, attempt) : Mono.empty())
                .then(Mono.defer(() ->
                        spent.triesLeft() > 0 ? Mono.just(new PinCheck.Rejected(spent.triesLeft())) : locked(attempt)));
    }

    private Mono<Void> tellRejected(PinTry spent, PinAttempt attempt) {
        var rejected = journal.rejected(spent, attempt.owner());
        return spent.triesLeft() > 0 ? rejected : rejected.then(Mono.defer(() -> lock(spent, attempt)));
    }

    private Mono<Void> lock(PinTry spent, PinAttempt attempt) {
        return pins.lock(spent.pinId()).flatMap((Instant at) -> journal.locked(spent, at, attempt.owner()));
    }

    /** Does the work of a comparison for a PIN that is not compared, so that the clock tells nothing (S-051). */
    private Mono<PinCheck> refuse(PinAttempt attempt) {
        return Mono.fromCallable(() -> keys.decoy().matches(mac(keys.decoy(), attempt)))
                .subscribeOn(pinCrypto)
                .flatMap(ignored -> explain(attempt).as(transaction::transactional));
    }

    private Mono<PinCheck> explain(PinAttempt attempt) {
        return pins.stateOf(attempt)
                .flatMap(state -> switch (state) {
                    case LOCKED ->
                        journal.refused(attempt.pinId(), "locked", attempt.owner())
                                .then(Mono.defer(() -> locked(attempt)));
                    case OVER -> over(attempt);
                })
                .switchIfEmpty(Mono.defer(() -> unknown(attempt)));
    }

    private Mono<PinCheck> locked(PinAttempt attempt) {
        return throttle.nextAfter(attempt.pinId()).map(next -> new PinCheck.Locked(next.at()));
    }

    private Mono<PinCheck> over(PinAttempt attempt) {
        return journal.refused(attempt.pinId(), "over", attempt.owner()).thenReturn(new PinCheck.Expired());
    }

    /** Answers as a first wrong try: an unknown id and another's PIN must not be told apart. */
    private Mono<PinCheck> unknown(PinAttempt attempt) {
        return journal.refused(attempt.pinId(), "unknown", attempt.owner())
                .thenReturn(new PinCheck.Rejected(properties.maxTries() - 1));
    }
}
