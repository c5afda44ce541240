// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measures how far sending is behind: how long the oldest mail that is due has been due. */
@Component
class DeliveryLag {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final DeliveryRepository deliveries;
    private volatile Map<OnExpiry, Duration> lag = Map.of();

    DeliveryLag(DeliveryRepository deliveries, MeterRegistry registry) {
        this.deliveries = deliveries;
        register(registry, "code", OnExpiry.SKIPPED);
        register(registry, "notice", OnExpiry.ABANDONED);
    }

    private void register(MeterRegistry registry, String kind, OnExpiry onExpiry) {
        TimeGauge.builder("koppelpunt.mail.lag", this, TimeUnit.MILLISECONDS, measured -> measured.millis(onExpiry))
                .description("How long the oldest mail that is due has been due")
                .tag("kind", kind)
                .register(registry);
    }

    private double millis(OnExpiry onExpiry) {
        return lag.getOrDefault(onExpiry, Duration.ZERO).toMillis();
    }

    /** Runs as long as the program. */
    @Scheduled(initialDelay = 0)
    Mono<Void> keepMeasuring() {
        return Flux.interval(Duration.ZERO, INTERVAL)
                .onBackpressureDrop()
                .concatMap(
                        _ -> measure().onErrorResume(failure -> {
                            LOG.warn(
                                    "What waits could not be measured: {}",
                                    failure.getClass().getName());
                            return Mono.empty();
                        }),
                        1)
                .then();
    }

    Mono<Void> measure() {
        return deliveries.lag().doOnNext(measured -> this.lag = measured).then();
    }
}
