// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import nl.koppelpunt.account.institution.EmailAddress;
import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.InstitutionRepository;
import nl.koppelpunt.account.institution.KvkNumber;
import nl.koppelpunt.account.institution.Representatives;
import nl.koppelpunt.account.portaluser.Recipients.Recipient;
import nl.koppelpunt.account.work.BoundedWork;
import nl.koppelpunt.platform.outbox.EventSealer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals who hears of an added institution: the person, and the representative who was on record before. */
@Component
class Notice {

    private final InstitutionRepository institutions;
    private final Representatives representatives;
    private final EventSealer sealer;
    private final BoundedWork work;

    Notice(
            InstitutionRepository institutions,
            Representatives representatives,
            EventSealer sealer,
            @Qualifier("hashingWork") BoundedWork work) {
        this.institutions = institutions;
        this.representatives = representatives;
        this.sealer = sealer;
        this.work = work;
    }

    Mono<String> seal(InstitutionCode code, RegistrationRequest request) {
        return Mono.zip(institutions.find(code), representative(code))
                .map(found -> recipients(found.getT1(), request, found.getT2()))
                .flatMap(recipients -> work.run(() -> sealer.seal(recipients)));
    }

    private Mono<Optional<EmailAddress>> representative(InstitutionCode code) {
        return representatives.emailOf(code).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private static Recipients recipients(
            Institution institution, RegistrationRequest request, Optional<EmailAddress> representative) {
        var all = new ArrayList<Recipient>();
        all.add(new Recipient("user", request.email().value()));
        representative
                .map(email -> new Recipient("representative", email.value()))
                .ifPresent(all::add);
        return new Recipients(organisation(institution, request.kvkNumber()), all);
    }

    /** How the mail names the organisation: by its name only where the number says that it is the one on record. */
    static String organisation(Institution institution, @Nullable KvkNumber asserted) {
        if (asserted == null) {
            return institution.name();
        }
        return asserted.equals(institution.kvkNumber())
                ? Objects.requireNonNullElse(institution.organisationName(), institution.name()) + " (KvK-nummer "
                        + asserted.value() + ")"
                : "KvK-nummer " + asserted.value();
    }
}
