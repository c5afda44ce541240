// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes PINs and their tries once no limit counts them any more (S-143). */
@Component
class PinRetention {
    private final PinRepository pins;
    private final PinProperties properties;

    PinRetention(PinRepository pins, PinProperties properties) {
        this.pins = pins;
        this.properties = properties;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    Mono<Long> deleteOldPins() {
        return pins.deleteOlderThan(properties.retention());
    }
}
