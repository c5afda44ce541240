// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import java.util.Optional;
import java.util.UUID;
import nl.koppelpunt.account.activationcode.ActivationCode;
import nl.koppelpunt.account.activationcode.ActivationCodes;
import nl.koppelpunt.account.activationcode.RawActivationCode;
import nl.koppelpunt.account.institution.KvkNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks an activation code without using it up: that happens when the person is registered. */
@Component
class ActivationCodeCheck {

    private final ActivationCodes codes;
    private final ProofDecision decision;
    private final ProofAudit audit;

    ActivationCodeCheck(ActivationCodes codes, ProofDecision decision, ProofAudit audit) {
        this.codes = codes;
        this.decision = decision;
        this.audit = audit;
    }

    Mono<ProofOutcome> check(UUID linkAttemptId, String typed, @Nullable KvkNumber kvk) {
        return Mono.justOrEmpty(RawActivationCode.of(typed))
                .flatMap(codes::find)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(code -> check(code, kvk)
                        .flatMap(outcome -> audit.record(
                                "activation-code.check",
                                ProofKind.ACTIVATION_CODE,
                                code.map(ActivationCode::id),
                                linkAttemptId,
                                outcome)));
    }

    private Mono<ProofOutcome> check(Optional<ActivationCode> found, @Nullable KvkNumber kvk) {
        return found.filter(code -> code.state() != ActivationCode.State.ENDED)
                .map(code -> decide(code, kvk))
                .orElseGet(() -> Mono.just(new ProofOutcome.Refused()));
    }

    private Mono<ProofOutcome> decide(ActivationCode code, @Nullable KvkNumber kvk) {
        var proof = new Proof(ProofKind.ACTIVATION_CODE, code.id());
        return decision.decide(proof, code.institution(), code.state() == ActivationCode.State.REDEEMED, kvk);
    }
}
