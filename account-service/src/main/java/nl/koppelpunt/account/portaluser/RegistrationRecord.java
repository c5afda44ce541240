// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.Map;
import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.KvkMatch;
import nl.koppelpunt.account.portaluser.RegistrationOutcome.Reason;
import nl.koppelpunt.account.portaluser.RegistrationOutcome.Refused;
import nl.koppelpunt.account.proof.ProofKind;
import nl.koppelpunt.event.AccountEvent.ActivationCodeRedeemed;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the world and the audit hear of a registration, in its own transaction. */
@Component
class RegistrationRecord {

    private final Outbox outbox;
    private final AuditLog audit;

    RegistrationRecord(Outbox outbox, AuditLog audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    Mono<Void> added(
            RegistrationRequest request, Membership added, Institution institution, KvkMatch kvk, String sealedNotice) {
        return codeRedeemed(request, added)
                .then(outbox.append(new InstitutionAdded(
                        added.id(),
                        added.portalUserId(),
                        institution.code().value(),
                        institution.name(),
                        request.proof().kind().label(),
                        request.locale(),
                        added.addedAt(),
                        sealedNotice)))
                .then(audit.append(new AuditEntry(
                        "institution.add",
                        "membership",
                        added.id().toString(),
                        Outcome.SUCCESS,
                        actor(request),
                        null,
                        Map.of(
                                "institutionCode", institution.code().value(),
                                "portalUserId", added.portalUserId().toString(),
                                "proof", proof(request),
                                "kvk", kvk.label()))));
    }

    Mono<RegistrationOutcome> refused(RegistrationRequest request, Reason reason) {
        return audit.append(new AuditEntry(
                        "institution.add",
                        request.proof().kind().label(),
                        request.proof().id().toString(),
                        Outcome.REFUSED,
                        actor(request),
                        null,
                        Map.of("reason", reason.label())))
                .thenReturn(new Refused(reason));
    }

    private Mono<Void> codeRedeemed(RegistrationRequest request, Membership added) {
        return request.proof().kind() == ProofKind.ACTIVATION_CODE
                ? outbox.append(new ActivationCodeRedeemed(
                        request.proof().id(), added.institutionCode().value(), added.portalUserId(), added.addedAt()))
                : Mono.empty();
    }

    private static String actor(RegistrationRequest request) {
        return "link-attempt:" + request.linkAttemptId();
    }

    private static String proof(RegistrationRequest request) {
        return request.proof().kind().label() + ":" + request.proof().id();
    }
}
