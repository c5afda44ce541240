// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Claims deliveries as there is room to send them, each of which is then begun at once: when a fact came in, when a mail
 * has gone, and now and then for what waits to be tried again or was left by a process that died.
 */
@Service
class DeliveryDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDispatch.class);

    private final Sinks.Many<Object> wakeUps = Sinks.many().multicast().directBestEffort();
    private final Set<UUID> onTheirWay = ConcurrentHashMap.newKeySet();
    private final DeliveryRepository deliveries;
    private final DeliveryAttempt attempt;
    private final DeliveryProperties properties;

    DeliveryDispatch(DeliveryRepository deliveries, DeliveryAttempt attempt, DeliveryProperties properties) {
        this.deliveries = deliveries;
        this.attempt = attempt;
        this.properties = properties;
    }

    /** Looks for deliveries now; where this is lost, the next look is not far. */
    void wake() {
        wakeUps.tryEmitNext(true);
    }

    /** Runs as long as the program: a task without period is subscribed to once, and cancelled at shut-down. */
    @Scheduled(initialDelay = 0)
    Mono<Void> run() {
        return Flux.<Object>merge(Flux.interval(properties.pollInterval()).onBackpressureDrop(), wakeUps.asFlux())
                .onBackpressureLatest()
                .concatMap(_ -> claim(), 1)
                .flatMap(this::send, properties.parallelism())
                .then();
    }

    private Flux<Delivery> claim() {
        var room = properties.parallelism() - onTheirWay.size();
        return (room > 0 ? deliveries.claimDue(room, properties.lease()) : Flux.<Delivery>empty())
                .doOnNext(delivery -> onTheirWay.add(delivery.id()))
                .onErrorResume(failure -> {
                    LOG.warn(
                            "Deliveries could not be claimed: {}",
                            failure.getClass().getName());
                    return Flux.empty();
                });
    }

    private Mono<Void> send(Delivery delivery) {
        return attempt.make(delivery).doFinally(ended -> {
            onTheirWay.remove(delivery.id());
            wake();
        });
    }
}
