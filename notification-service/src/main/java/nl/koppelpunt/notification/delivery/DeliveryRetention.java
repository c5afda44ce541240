// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes what is known of old mails (S-143). */
@Component
class DeliveryRetention {
    private final DeliveryRepository deliveries;
    private final DeliveryProperties properties;

    DeliveryRetention(DeliveryRepository deliveries, DeliveryProperties properties) {
        this.deliveries = deliveries;
        this.properties = properties;
    }

    /** A secret of a mail that was not sent goes as soon as it is of no use, the rest when nobody resends it any more. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    Mono<Long> wipeContents() {
        return deliveries.wipe(properties.resendWithin());
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    Mono<Long> deleteOldDeliveries() {
        return deliveries.deleteOlderThan(properties.retention());
    }
}
