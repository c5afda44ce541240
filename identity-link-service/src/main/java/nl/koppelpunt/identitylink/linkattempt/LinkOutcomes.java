// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** Counts how link attempts end, once the transaction that ended them is committed and not before. */
@Component
class LinkOutcomes {

    enum Outcome {
        COMPLETED,
        REFUSED,
        LOCKED,
        ABANDONED,
        EXPIRED
    }

    private final MeterRegistry meters;

    LinkOutcomes(MeterRegistry meters) {
        this.meters = meters;
        // Each is there from the start, so that what never happened reads as zero.
        Arrays.stream(Outcome.values()).forEach(this::counter);
    }

    /** To be called in the transaction that ends the attempts. */
    Mono<Void> count(Outcome outcome, int attempts) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(counting(outcome, attempts)))
                .then();
    }

    private TransactionSynchronization counting(Outcome outcome, int attempts) {
        return new TransactionSynchronization() {
            @Override
            public Mono<Void> afterCommit() {
                return Mono.fromRunnable(() -> counter(outcome).increment(attempts));
            }
        };
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("koppelpunt.link.attempts")
                .description("Link attempts that ended, by how")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
