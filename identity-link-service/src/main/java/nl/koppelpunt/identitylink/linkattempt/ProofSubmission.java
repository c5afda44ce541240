// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.identitylink.accounts.AccountClient;
import nl.koppelpunt.identitylink.accounts.ProofCheck;
import nl.koppelpunt.identitylink.accounts.ProofCheck.Proved;
import nl.koppelpunt.identitylink.upstream.UpstreamThrottledException;
import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The first step: a proof is checked, and a PIN goes to the address given with it. */
@Component
class ProofSubmission {

    private final HeldAttempts held;
    private final LinkAttempts attempts;
    private final WrongProofs wrongProofs;
    private final AccountClient accounts;
    private final PinSending sending;
    private final LinkAudit audit;

    ProofSubmission(
            HeldAttempts held,
            LinkAttempts attempts,
            WrongProofs wrongProofs,
            AccountClient accounts,
            PinSending sending,
            LinkAudit audit) {
        this.held = held;
        this.attempts = attempts;
        this.wrongProofs = wrongProofs;
        this.accounts = accounts;
        this.sending = sending;
        this.audit = audit;
    }

    Mono<LinkAttempt> submit(Holder holder, Submission submission) {
        return held.in(LinkAttemptState.AWAITING_PROOF, holder)
                .flatMap(attempt ->
                        proved(attempt, submission).flatMap(proved -> sendPin(holder, attempt, proved, submission)))
                .then(Mono.defer(() -> held.of(holder)));
    }

    private Mono<Proved> proved(LinkAttempt attempt, Submission submission) {
        var identity = attempt.identity();
        return wrongProofs
                .spend(identity)
                .then(Mono.defer(() -> accounts.check(attempt.id(), submission.claim(), identity.kvkNumber())))
                .onErrorResume(
                        UpstreamUnavailableException.class,
                        outage -> wrongProofs.giveBack(identity).then(Mono.error(outage)))
                .onErrorMap(UpstreamThrottledException.class, limit -> LinkProblems.tooManyAttempts(limit.retryAfter()))
                .flatMap(check -> judge(attempt, check));
    }

    private Mono<Proved> judge(LinkAttempt attempt, ProofCheck check) {
        return switch (check) {
            case Proved proved -> wrongProofs.giveBack(attempt.identity()).thenReturn(proved);
            case ProofCheck.Refused _ ->
                audit.proofRefused(attempt, "refused").then(Mono.error(LinkProblems::proofRefused));
            case ProofCheck.OrganisationDiffers _ ->
                audit.proofRefused(attempt, "organisation-differs").then(Mono.error(LinkProblems::organisationDiffers));
            case ProofCheck.ProofUsed _ ->
                audit.proofRefused(attempt, "proof-used").then(Mono.error(LinkProblems::proofUsed));
            case ProofCheck.InstitutionClosed _ ->
                audit.proofRefused(attempt, "institution-closed").then(Mono.error(LinkProblems::institutionClosed));
        };
    }

    private Mono<Void> sendPin(Holder holder, LinkAttempt attempt, Proved proved, Submission submission) {
        var order = attempt.pinOrder(proved.proof(), submission.email(), submission.locale());
        return sending.send(holder, order, pin -> attempts.awaitPin(attempt, proved, submission, pin));
    }
}
