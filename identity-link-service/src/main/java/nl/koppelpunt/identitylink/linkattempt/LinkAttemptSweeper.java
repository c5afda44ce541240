// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Completes what a person left behind confirmed, ends what ran out, and forgets what is long over. */
@Component
class LinkAttemptSweeper {

    private static final Logger log = LoggerFactory.getLogger(LinkAttemptSweeper.class);

    private final OpenAttempts open;
    private final LinkCompletion completion;
    private final WrongProofs wrongProofs;
    private final LinkAttemptProperties properties;
    private final TransactionalOperator transaction;

    LinkAttemptSweeper(
            OpenAttempts open,
            LinkCompletion completion,
            WrongProofs wrongProofs,
            LinkAttemptProperties properties,
            TransactionalOperator transaction) {
        this.open = open;
        this.completion = completion;
        this.wrongProofs = wrongProofs;
        this.properties = properties;
        this.transaction = transaction;
    }

    @Scheduled(
            initialDelayString = "${koppelpunt.link-attempts.sweep-interval:PT30S}",
            fixedDelayString = "${koppelpunt.link-attempts.sweep-interval:PT30S}")
    Mono<Void> sweep() {
        return open.expire()
                .as(transaction::transactional)
                .then(open.forgetOld())
                .then(wrongProofs.forgetOld())
                .then(completeConfirmed());
    }

    // The first outage ends the round: the others would only wait for the same service.
    private Mono<Void> completeConfirmed() {
        return open.confirmedBefore(properties.completionDelay().toSeconds())
                .collectList()
                .flatMapIterable(attempts -> attempts)
                .concatMap(this::complete)
                .onErrorComplete(UpstreamUnavailableException.class)
                .then();
    }

    // One attempt that cannot be completed must not keep those after it waiting.
    private Mono<Void> complete(LinkAttempt attempt) {
        return completion
                .completeUnattended(attempt)
                .onErrorResume(
                        fault -> !(fault instanceof UpstreamUnavailableException),
                        fault -> Mono.fromRunnable(
                                () -> log.error("Link attempt {} could not be completed", attempt.id(), fault)));
    }
}
