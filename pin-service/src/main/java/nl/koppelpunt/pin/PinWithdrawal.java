// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a PIN before its time; doing it twice, or to the PIN of another, changes nothing. */
@Service
class PinWithdrawal {
    private static final Logger LOG = LoggerFactory.getLogger(PinWithdrawal.class);

    private final PinRepository pins;
    private final PinJournal journal;
    private final TransactionalOperator transaction;

    PinWithdrawal(PinRepository pins, PinJournal journal, TransactionalOperator transaction) {
        this.pins = pins;
        this.journal = journal;
        this.transaction = transaction;
    }

    Mono<Void> withdraw(UUID id, String reason, String owner) {
        return pins.withdraw(id, owner)
                .doOnNext(pin -> LOG.info("PIN {} withdrawn: {}", pin.id(), reason))
                .flatMap(pin -> journal.ended(pin, reason, owner))
                .as(transaction::transactional);
    }
}
