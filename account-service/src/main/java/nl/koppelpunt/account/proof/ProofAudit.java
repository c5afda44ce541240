// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Records and counts every check, also those the asker only hears "no" about. */
@Component
class ProofAudit {

    private final AuditLog audit;
    private final ProofMetrics metrics;

    ProofAudit(AuditLog audit, ProofMetrics metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    Mono<ProofOutcome> record(
            String action, ProofKind kind, Optional<UUID> subject, UUID linkAttemptId, ProofOutcome outcome) {
        var entry = new AuditEntry(
                action,
                kind.label(),
                subject.map(UUID::toString).orElse("unknown"),
                outcome instanceof ProofOutcome.Proved ? Outcome.SUCCESS : Outcome.REFUSED,
                "link-attempt:" + linkAttemptId,
                null,
                Map.of("result", result(outcome)));
        return audit.append(entry).thenReturn(outcome).doOnNext(it -> metrics.count(kind, result(it)));
    }

    static String result(ProofOutcome outcome) {
        return switch (outcome) {
            case ProofOutcome.Proved _ -> "proved";
            case ProofOutcome.Refused _ -> "refused";
            case ProofOutcome.OrganisationDiffers _ -> "organisation-differs";
            case ProofOutcome.ProofUsed _ -> "proof-used";
            case ProofOutcome.InstitutionClosed _ -> "institution-closed";
        };
    }
}
