// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.identitylink.accounts.AccountClient;
import nl.koppelpunt.identitylink.accounts.ProofCheck;
import nl.koppelpunt.identitylink.accounts.ProofCheck.Proved;
import nl.koppelpunt.identitylink.pins.PinClient;
import nl.koppelpunt.identitylink.pins.PinIssue.AddressRefused;
import nl.koppelpunt.identitylink.pins.PinIssue.Issued;
import nl.koppelpunt.identitylink.pins.PinIssue.Throttled;
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
    private final PinClient pins;
    private final PinWithdrawal withdrawal;
    private final LinkAudit audit;

    ProofSubmission(
            HeldAttempts held,
            LinkAttempts attempts,
            WrongProofs wrongProofs,
            AccountClient accounts,
            PinClient pins,
            PinWithdrawal withdrawal,
            LinkAudit audit) {
        this.held = held;
        this.attempts = attempts;
        this.wrongProofs = wrongProofs;
        this.accounts = accounts;
        this.pins = pins;
        this.withdrawal = withdrawal;
        this.audit = audit;
    }

    Mono<LinkAttempt> submit(Holder holder, Submission submission) {
        return held.in(LinkAttemptState.AWAITING_PROOF, holder)
                .flatMap(attempt -> proved(attempt, submission).flatMap(proved -> sendPin(attempt, proved, submission)))
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

    private Mono<Void> sendPin(LinkAttempt attempt, Proved proved, Submission submission) {
        return pins.issue(attempt.pinOrder(proved.proof(), submission.email(), submission.locale()))
                .flatMap(issue -> switch (issue) {
                    case Issued pin -> await(attempt, proved, submission, pin);
                    case Throttled(var retryAfter) -> Mono.error(() -> LinkProblems.pinThrottled(retryAfter));
                    case AddressRefused _ -> Mono.error(LinkProblems::addressRefused);
                });
    }

    private Mono<Void> await(LinkAttempt attempt, Proved proved, Submission submission, Issued pin) {
        return attempts.awaitPin(attempt, proved, submission, pin)
                .flatMap(awaiting -> awaiting
                        ? Mono.<Void>empty()
                        : withdrawal.of(pin.id()).then(Mono.error(LinkProblems::wrongStep)));
    }
}
