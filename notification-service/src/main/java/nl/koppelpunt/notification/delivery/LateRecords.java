// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down what was sent and could not be written down then: with the next version of the program, it may be. */
@Component
class LateRecords {
    private static final Logger LOG = LoggerFactory.getLogger(LateRecords.class);
    private static final int MOST = 100;

    private final DeliveryRepository deliveries;
    private final DeliveryJournal journal;

    LateRecords(DeliveryRepository deliveries, DeliveryJournal journal) {
        this.deliveries = deliveries;
        this.journal = journal;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    Mono<Void> write() {
        return deliveries
                .taken(MOST)
                .concatMap(delivery -> journal.sent(delivery).onErrorResume(failure -> {
                    LOG.error(
                            "{} was sent and still cannot be written down: {}",
                            delivery,
                            failure.getClass().getName());
                    return Mono.empty();
                }))
                .then();
    }
}
