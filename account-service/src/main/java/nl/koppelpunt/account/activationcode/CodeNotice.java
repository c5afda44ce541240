// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.util.List;
import java.util.Optional;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.Representatives;
import nl.koppelpunt.account.notice.NoticeSealer;
import nl.koppelpunt.account.notice.Recipients;
import nl.koppelpunt.account.notice.Recipients.Recipient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The representative on record hears that a code was issued, though never which. */
@Component
class CodeNotice {

    private final Representatives representatives;
    private final NoticeSealer sealer;

    CodeNotice(Representatives representatives, NoticeSealer sealer) {
        this.representatives = representatives;
        this.sealer = sealer;
    }

    /** Empty where nobody is on record. */
    Mono<Optional<String>> seal(InstitutionCode institution) {
        return representatives
                .emailOf(institution)
                .map(email -> new Recipients(null, List.of(Recipient.representative(email.value()))))
                .flatMap(sealer::seal)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }
}
