// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.InstitutionRepository;
import nl.koppelpunt.account.institution.KvkMatch;
import nl.koppelpunt.account.institution.KvkNumber;
import nl.koppelpunt.account.institution.OrganisationPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a right password or code is worth: only its holder hears why it does not help. */
@Component
class ProofDecision {

    private final InstitutionRepository institutions;
    private final OrganisationPolicy organisations;

    ProofDecision(InstitutionRepository institutions, OrganisationPolicy organisations) {
        this.institutions = institutions;
        this.organisations = organisations;
    }

    Mono<ProofOutcome> decide(Proof proof, InstitutionCode code, boolean used, @Nullable KvkNumber kvk) {
        return institutions.find(code).map(institution -> decide(proof, institution, used, kvk));
    }

    private ProofOutcome decide(Proof proof, Institution institution, boolean used, @Nullable KvkNumber kvk) {
        var match = organisations.match(institution, kvk);
        if (institution.closed()) {
            return new ProofOutcome.InstitutionClosed();
        }
        if (match == KvkMatch.DIFFERS) {
            return new ProofOutcome.OrganisationDiffers();
        }
        return used ? new ProofOutcome.ProofUsed() : new ProofOutcome.Proved(proof, institution, match);
    }
}
