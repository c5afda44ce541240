// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import nl.koppelpunt.account.activationcode.ActivationCodes.IssuedCode;
import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.InstitutionRepository;
import nl.koppelpunt.event.AccountEvent.ActivationCodeIssued;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import nl.koppelpunt.platform.defaults.Problem;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Issues the one open code of an institution; an earlier one that lies about somewhere ends with it. */
@Component
class ActivationCodeIssuance {

    private final InstitutionRepository institutions;
    private final ActivationCodes codes;
    private final ActivationCodeProperties properties;
    private final SecureRandom random;
    private final Outbox outbox;
    private final AuditLog audit;

    ActivationCodeIssuance(
            InstitutionRepository institutions,
            ActivationCodes codes,
            ActivationCodeProperties properties,
            SecureRandom random,
            Outbox outbox,
            AuditLog audit) {
        this.institutions = institutions;
        this.codes = codes;
        this.properties = properties;
        this.random = random;
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * @param sealedNotice for the mailer, where somebody is to be told
     */
    @Transactional
    Mono<IssuedCode> issue(InstitutionCode code, String issuedBy, Optional<String> sealedNotice) {
        return institutions
                .findAndHoldAlone(code)
                .switchIfEmpty(Mono.error(ActivationCodeIssuance::unknownInstitution))
                .flatMap(institution -> institution.closed()
                        ? Mono.error(closedInstitution())
                        : issue(institution, issuedBy, sealedNotice));
    }

    private Mono<IssuedCode> issue(Institution institution, String issuedBy, Optional<String> sealedNotice) {
        var code = RawActivationCode.random(random);
        return codes.withdrawOpen(institution.code())
                .then(codes.add(institution.code(), code, properties.validity(), issuedBy))
                .flatMap(issued -> outbox.append(event(issued, institution, sealedNotice))
                        .then(audit.append(auditEntry(issued, institution.code(), issuedBy)))
                        .thenReturn(issued));
    }

    private static ActivationCodeIssued event(
            IssuedCode issued, Institution institution, Optional<String> sealedNotice) {
        return new ActivationCodeIssued(
                issued.id(),
                institution.code().value(),
                issued.issuedAt(),
                issued.expiresAt(),
                institution.name(),
                sealedNotice.orElse(null));
    }

    private static AuditEntry auditEntry(IssuedCode issued, InstitutionCode institution, String issuedBy) {
        return new AuditEntry(
                "activation-code.issue",
                "activation-code",
                issued.id().toString(),
                Outcome.SUCCESS,
                issuedBy,
                null,
                Map.of("institutionCode", institution.value()));
    }

    static Problem unknownInstitution() {
        return Problem.of(
                HttpStatus.NOT_FOUND, "institution-unknown", "Institution unknown", "No institution has this code.");
    }

    private static Problem closedInstitution() {
        return Problem.of(
                HttpStatus.CONFLICT, "institution-closed", "Institution closed", "This institution has been closed.");
    }
}
