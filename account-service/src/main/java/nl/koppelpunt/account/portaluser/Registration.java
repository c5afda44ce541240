// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.UUID;
import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.InstitutionRepository;
import nl.koppelpunt.account.institution.KvkMatch;
import nl.koppelpunt.account.institution.OrganisationPolicy;
import nl.koppelpunt.account.portaluser.Proofs.HeldProof;
import nl.koppelpunt.account.portaluser.RegistrationOutcome.Reason;
import nl.koppelpunt.account.portaluser.RegistrationOutcome.Refused;
import nl.koppelpunt.account.portaluser.RegistrationOutcome.Registered;
import nl.koppelpunt.account.proof.ProofKind;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Registers a person for the institution they proved to act for, and uses the proof up: person, membership, code,
 * event and audit row in one transaction. Asking again with the same link attempt gives the same answer.
 */
@Component
class Registration {

    private final Proofs proofs;
    private final InstitutionRepository institutions;
    private final OrganisationPolicy organisations;
    private final PortalUsers portalUsers;
    private final Memberships memberships;
    private final Notice notice;
    private final RegistrationRecord results;
    private final RegistrationMetrics metrics;
    private final TransactionalOperator tx;

    Registration(
            Proofs proofs,
            InstitutionRepository institutions,
            OrganisationPolicy organisations,
            PortalUsers portalUsers,
            Memberships memberships,
            Notice notice,
            RegistrationRecord results,
            RegistrationMetrics metrics,
            TransactionalOperator tx) {
        this.proofs = proofs;
        this.institutions = institutions;
        this.organisations = organisations;
        this.portalUsers = portalUsers;
        this.memberships = memberships;
        this.notice = notice;
        this.results = results;
        this.metrics = metrics;
        this.tx = tx;
    }

    Mono<RegistrationOutcome> register(RegistrationRequest request) {
        return proofs.find(request.proof())
                .flatMap(proof -> notice.seal(proof.institution(), request))
                .flatMap(sealedNotice -> write(request, sealedNotice).as(tx::transactional))
                .switchIfEmpty(Mono.fromSupplier(() -> new Refused(Reason.BLOCKED)))
                .onErrorResume(DuplicateKeyException.class, lost -> lostTheRace(request))
                .doOnNext(outcome -> metrics.count(request, outcome));
    }

    private Mono<RegistrationOutcome> write(RegistrationRequest request, String sealedNotice) {
        return proofs.hold(request.proof())
                .flatMap(proof -> memberships
                        .findByLinkAttempt(request.linkAttemptId())
                        .flatMap(membership -> registered(membership, false))
                        .switchIfEmpty(Mono.defer(() -> decide(request, proof, sealedNotice))));
    }

    /** A separate statement after the lock: only its snapshot shows what the one before us wrote. */
    private Mono<RegistrationOutcome> decide(RegistrationRequest request, HeldProof proof, String sealedNotice) {
        return switch (proof.state()) {
            case USED -> results.refused(request, Reason.PROOF_USED);
            case BLOCKED -> results.refused(request, Reason.BLOCKED);
            case OPEN ->
                memberships
                        .isUsed(request.proof())
                        .flatMap(used -> used
                                ? results.refused(request, Reason.PROOF_USED)
                                : institutions
                                        .findAndHold(proof.institution())
                                        .flatMap(institution -> admit(request, institution, sealedNotice)));
        };
    }

    /** The organisation was compared at the proof already; a board whose number changed since is not linked either. */
    private Mono<RegistrationOutcome> admit(RegistrationRequest request, Institution institution, String sealedNotice) {
        var kvk = organisations.match(institution, request.kvkNumber());
        if (institution.closed()) {
            return results.refused(request, Reason.INSTITUTION_CLOSED);
        }
        if (kvk == KvkMatch.DIFFERS) {
            return results.refused(request, Reason.BLOCKED);
        }
        return request.portalUserId() == null
                ? admitNewUser(request, institution, kvk, sealedNotice)
                : admitKnownUser(request, request.portalUserId(), institution, kvk, sealedNotice);
    }

    private Mono<RegistrationOutcome> admitNewUser(
            RegistrationRequest request, Institution institution, KvkMatch kvk, String sealedNotice) {
        var id = UUID.randomUUID();
        return portalUsers
                .add(id, request.email(), request.locale())
                .then(addMembership(request, id, institution, kvk, sealedNotice));
    }

    private Mono<RegistrationOutcome> admitKnownUser(
            RegistrationRequest request,
            UUID portalUserId,
            Institution institution,
            KvkMatch kvk,
            String sealedNotice) {
        return portalUsers
                .holdActive(portalUserId)
                .flatMap(active -> active
                        ? memberships
                                .find(portalUserId, institution.code())
                                .flatMap(membership -> registered(membership, false))
                                .switchIfEmpty(Mono.defer(
                                        () -> addMembership(request, portalUserId, institution, kvk, sealedNotice)))
                        : results.refused(request, Reason.BLOCKED));
    }

    private Mono<RegistrationOutcome> addMembership(
            RegistrationRequest request,
            UUID portalUserId,
            Institution institution,
            KvkMatch kvk,
            String sealedNotice) {
        return redeem(request, portalUserId)
                .then(memberships.add(request, portalUserId, institution.code(), kvk))
                .flatMap(membership -> results.added(request, membership, institution, kvk, sealedNotice)
                        .then(registered(membership, true)));
    }

    private Mono<Void> redeem(RegistrationRequest request, UUID portalUserId) {
        if (request.proof().kind() == ProofKind.ACCOUNT) {
            return Mono.empty();
        }
        return proofs.redeemCode(request.proof(), portalUserId, request.linkAttemptId())
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A code we hold was used by someone else")))
                .then();
    }

    private Mono<RegistrationOutcome> registered(Membership membership, boolean anew) {
        return memberships
                .institutionsOf(membership.portalUserId())
                .map(MemberInstitution::code)
                .collectList()
                .flatMap(codes -> institutions
                        .find(membership.institutionCode())
                        .map(institution -> new Registered(membership.portalUserId(), institution, codes, anew)));
    }

    private Mono<RegistrationOutcome> lostTheRace(RegistrationRequest request) {
        return results.refused(request, Reason.PROOF_USED);
    }
}
