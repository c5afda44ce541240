// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nl.koppelpunt.platform.outbox.OutboxTable.Backlog;
import nl.koppelpunt.platform.outbox.OutboxTable.Removed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measures what waits in the outbox, and removes what was published long ago. */
final class OutboxUpkeep implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(OutboxUpkeep.class);

    private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLEAN_INTERVAL = Duration.ofMinutes(1);

    private final OutboxTable outbox;
    private final Duration retention;
    private volatile Backlog backlog = Backlog.NONE;

    OutboxUpkeep(OutboxTable outbox, Duration retention) {
        this.outbox = outbox;
        this.retention = retention;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("koppelpunt.outbox.lag", this, TimeUnit.SECONDS, upkeep -> upkeep.backlog.lagSeconds())
                .description("Age of the oldest event that is not in Kafka yet")
                .register(registry);
        Gauge.builder("koppelpunt.outbox.backlog", this, upkeep -> upkeep.backlog.events())
                .description("Events that are not in Kafka yet")
                .register(registry);
    }

    @Scheduled(initialDelay = 0)
    Mono<Void> measureForEver() {
        return every(MEASURE_INTERVAL, measure());
    }

    Mono<Void> measure() {
        return outbox.backlog().doOnNext(measured -> this.backlog = measured).then();
    }

    @Scheduled(initialDelay = 0)
    Mono<Void> cleanForEver() {
        return every(CLEAN_INTERVAL, clean());
    }

    /** Also makes the partitions of the days to come. */
    Mono<Removed> clean() {
        return outbox.removePublished(retention);
    }

    private static Mono<Void> every(Duration interval, Mono<?> step) {
        return Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(
                        _ -> step.then().onErrorResume(error -> {
                            log.warn("Upkeep of the outbox failed: {}", error.toString());
                            return Mono.empty();
                        }),
                        1)
                .then();
    }
}
