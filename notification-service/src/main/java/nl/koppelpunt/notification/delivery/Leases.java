// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What this process has on its way, and until when it is sure that nobody else has: leases are renewed as long as the process
 * lives and the database answers, and what is held is never claimed again here.
 */
@Component
class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private final DeliveryRepository deliveries;
    private final DeliveryProperties properties;
    private final Clock clock;

    Leases(DeliveryRepository deliveries, DeliveryProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.properties = properties;
        this.clock = clock;
    }

    int size() {
        return held.size();
    }

    Flux<Delivery> claim(int most) {
        return Flux.defer(() -> {
            var began = clock.instant();
            return deliveries
                    .claimDue(most, held.keySet(), properties)
                    .doOnNext(delivery -> held.put(
                            delivery.id(),
                            new Held(delivery.attempt(), began.plus(properties.lease()), delivery.worthUntil(began))));
        });
    }

    /**
     * False when the database could not be told for so long that another may have taken it over, or when what it says has
     * come to mean nothing since it was claimed.
     */
    boolean hold(Delivery delivery) {
        var own = held.get(delivery.id());
        var now = clock.instant();
        return own != null
                && own.attempt() == delivery.attempt()
                && now.isBefore(own.until().minus(properties.grace()))
                && now.isBefore(own.worthUntil());
    }

    void release(Delivery delivery) {
        held.remove(delivery.id());
    }

    /** Runs as long as the program. */
    @Scheduled(initialDelay = 0)
    Mono<Void> keep() {
        return Flux.interval(properties.grace())
                .onBackpressureDrop()
                .concatMap(_ -> renew(), 1)
                .then();
    }

    /** Side by side: one row that does not answer must not cost the others their lease. */
    Mono<Void> renew() {
        var until = clock.instant().plus(properties.lease());
        return Flux.fromIterable(Map.copyOf(held).entrySet())
                .flatMap(each -> renew(each.getKey(), each.getValue(), until), properties.parallelism())
                .then();
    }

    private Mono<Boolean> renew(UUID id, Held known, Instant until) {
        return deliveries
                .renew(id, known.attempt(), properties.lease())
                .filter(renewed -> renewed)
                .doOnNext(renewed -> held.computeIfPresent(id, (same, own) -> own.until(until)))
                .onErrorResume(failure -> {
                    LOG.warn(
                            "A lease could not be renewed: {}",
                            failure.getClass().getName());
                    return Mono.empty();
                });
    }

    private record Held(int attempt, Instant until, Instant worthUntil) {
        Held until(Instant renewed) {
            return new Held(attempt, renewed, worthUntil);
        }
    }
}
