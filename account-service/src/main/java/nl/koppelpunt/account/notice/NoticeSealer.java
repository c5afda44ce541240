// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.notice;

import nl.koppelpunt.account.work.BoundedWork;
import nl.koppelpunt.platform.outbox.EventSealer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals for the mailer, in the room for computing and so before a transaction rather than in it. */
@Component
public class NoticeSealer {

    private final EventSealer sealer;
    private final BoundedWork work;

    NoticeSealer(EventSealer sealer, @Qualifier("hashingWork") BoundedWork work) {
        this.sealer = sealer;
        this.work = work;
    }

    public Mono<String> seal(Recipients recipients) {
        return work.run(() -> sealer.seal(recipients));
    }
}
