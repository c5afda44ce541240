// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Claims deliveries as there is room to send them, each of which is then begun at once: when a fact came in, when a mail
 * has gone, and now and then for what waits to be tried again or was left by a process that died. A program that is asked
 * to stop begins no more and ends what it began.
 */
@Service
class DeliveryDispatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDispatch.class);

    private final Sinks.Many<Object> wakeUps = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger busy = new AtomicInteger();
    private final Leases leases;
    private final DeliveryAttempt attempt;
    private final DeliveryProperties properties;
    private volatile boolean running;
    private volatile @Nullable Runnable stopped;

    DeliveryDispatch(Leases leases, DeliveryAttempt attempt, DeliveryProperties properties) {
        this.leases = leases;
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
                .concatMap(_ -> counted(claim()), 1)
                .flatMap(delivery -> counted(send(delivery)), properties.parallelism())
                .then();
    }

    private Flux<Delivery> claim() {
        var room = properties.parallelism() - leases.size();
        return (running && room > 0 ? leases.claim(room) : Flux.<Delivery>empty()).onErrorResume(failure -> {
            LOG.warn("Deliveries could not be claimed: {}", failure.getClass().getName());
            return Flux.empty();
        });
    }

    private Flux<Delivery> send(Delivery delivery) {
        return attempt.make(delivery).thenMany(Flux.<Delivery>empty()).doFinally(ended -> {
            leases.release(delivery);
            wake();
        });
    }

    private <T> Flux<T> counted(Flux<T> work) {
        return Flux.defer(() -> {
            busy.incrementAndGet();
            return work.doFinally(ended -> {
                if (busy.decrementAndGet() == 0) {
                    tellWhoWaits();
                }
            });
        });
    }

    private void tellWhoWaits() {
        var waiting = stopped;
        if (waiting != null) {
            waiting.run();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        stopped = callback;
        if (busy.get() == 0) {
            tellWhoWaits();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
