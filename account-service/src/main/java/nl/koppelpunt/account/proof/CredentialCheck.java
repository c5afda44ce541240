// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import java.util.Optional;
import java.util.UUID;
import nl.koppelpunt.account.account.Account;
import nl.koppelpunt.account.account.AccountRepository;
import nl.koppelpunt.account.account.FailedChecks;
import nl.koppelpunt.account.account.PasswordHasher;
import nl.koppelpunt.account.account.RawPassword;
import nl.koppelpunt.account.institution.KvkNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks username and password. Every way through computes exactly one password hash. */
@Component
class CredentialCheck {

    private final AccountRepository accounts;
    private final FailedChecks failedChecks;
    private final PasswordHasher hasher;
    private final ProofDecision decision;
    private final ProofAudit audit;

    CredentialCheck(
            AccountRepository accounts,
            FailedChecks failedChecks,
            PasswordHasher hasher,
            ProofDecision decision,
            ProofAudit audit) {
        this.accounts = accounts;
        this.failedChecks = failedChecks;
        this.hasher = hasher;
        this.decision = decision;
        this.audit = audit;
    }

    Mono<ProofOutcome> check(Attempt attempt) {
        return accounts.findByUsername(attempt.username())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(account -> check(account, attempt)
                        .flatMap(outcome -> audit.record(
                                "credential.check",
                                ProofKind.ACCOUNT,
                                account.map(Account::id),
                                attempt.linkAttemptId(),
                                outcome)));
    }

    private Mono<ProofOutcome> check(Optional<Account> account, Attempt attempt) {
        return account.map(known -> checkKnown(known, attempt)).orElseGet(() -> refuse(attempt));
    }

    private Mono<ProofOutcome> checkKnown(Account account, Attempt attempt) {
        return failedChecks
                .claim(account.id(), attempt.claimant())
                .flatMap(claimed -> claimed ? compare(account, attempt) : refuse(attempt));
    }

    private Mono<ProofOutcome> compare(Account account, Attempt attempt) {
        return hasher.matches(attempt.password(), account.passwordHash())
                .flatMap(matches -> matches && !account.blocked()
                        ? accept(account, attempt)
                        : Mono.just(new ProofOutcome.Refused()));
    }

    private Mono<ProofOutcome> accept(Account account, Attempt attempt) {
        var proof = new Proof(ProofKind.ACCOUNT, account.id());
        return failedChecks
                .forget(account.id(), attempt.claimant())
                .then(decision.decide(proof, account.institution(), account.used(), attempt.kvkNumber()));
    }

    private Mono<ProofOutcome> refuse(Attempt attempt) {
        return hasher.matchesNobody(attempt.password()).thenReturn(new ProofOutcome.Refused());
    }

    record Attempt(
            UUID linkAttemptId,
            String username,
            RawPassword password,
            @Nullable KvkNumber kvkNumber) {

        /** Whose tries these are: the organisation eHerkenning vouched for, or this attempt where it named none. */
        String claimant() {
            return kvkNumber == null ? linkAttemptId.toString() : kvkNumber.value();
        }

        @Override
        public String toString() {
            return "Attempt[" + linkAttemptId + ", redacted]";
        }
    }
}
