// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nl.koppelpunt.account.institution.Institution;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.InstitutionRepository;
import nl.koppelpunt.account.institution.KvkNumber;
import nl.koppelpunt.account.institution.Representatives;
import nl.koppelpunt.account.notice.NoticeSealer;
import nl.koppelpunt.account.notice.Recipients;
import nl.koppelpunt.account.notice.Recipients.Recipient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Seals who hears of an added institution: the person at the address they just proved, and the addresses that were on
 * record before, which are the representative's and that of a person who was known already (S-075).
 */
@Component
class Notice {

    private final InstitutionRepository institutions;
    private final Representatives representatives;
    private final PortalUsers portalUsers;
    private final NoticeSealer sealer;

    Notice(
            InstitutionRepository institutions,
            Representatives representatives,
            PortalUsers portalUsers,
            NoticeSealer sealer) {
        this.institutions = institutions;
        this.representatives = representatives;
        this.portalUsers = portalUsers;
        this.sealer = sealer;
    }

    Mono<String> seal(InstitutionCode code, RegistrationRequest request) {
        return Mono.zip(institutions.find(code), onRecord(code, request).collectList())
                .map(found -> recipients(found.getT1(), request, found.getT2()))
                .flatMap(sealer::seal);
    }

    private Flux<Recipient> onRecord(InstitutionCode code, RegistrationRequest request) {
        return Flux.concat(
                Mono.justOrEmpty(request.portalUserId())
                        .flatMap(portalUsers::emailOf)
                        .filter(known -> !known.equals(request.email()))
                        .map(known -> Recipient.user(known.value())),
                representatives.emailOf(code).map(email -> Recipient.representative(email.value())));
    }

    private static Recipients recipients(
            Institution institution, RegistrationRequest request, List<Recipient> onRecord) {
        var all = new ArrayList<Recipient>();
        all.add(Recipient.user(request.email().value()));
        all.addAll(onRecord);
        return new Recipients(organisation(institution, request.kvkNumber()), all);
    }

    /** How the mail names the organisation: by its name only where the number says that it is the one on record. */
    static String organisation(Institution institution, @Nullable KvkNumber asserted) {
        if (asserted == null) {
            return institution.name();
        }
        return asserted.equals(institution.kvkNumber())
                ? Objects.requireNonNullElse(institution.organisationName(), institution.name()) + " (KvK "
                        + asserted.value() + ")"
                : "KvK " + asserted.value();
    }
}
