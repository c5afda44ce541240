// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static nl.koppelpunt.pin.PinRepository.required;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Watches the number of wrong tries over all subjects and raises the alarm when it is more than guessing by accident
 * explains (S-048). It pulls no brake itself: {@link PinThrottle} counts the same rows at each issue.
 */
@Component
class PinBrake {
    private static final Logger LOG = LoggerFactory.getLogger(PinBrake.class);

    private final DatabaseClient database;
    private final PinProperties.Brake settings;
    private volatile Wrong wrong = new Wrong(0, 0);

    PinBrake(DatabaseClient database, PinProperties properties, MeterRegistry registry) {
        this.database = database;
        this.settings = properties.brake();
        Gauge.builder("koppelpunt.pin.brake", this, brake -> brake.isOn(brake.wrong) ? 1 : 0)
                .description("1 while wrong PINs over all subjects slow every issue")
                .register(registry);
        gauge(registry, "hour", brake -> brake.wrong.lastHour());
        gauge(registry, "day", brake -> brake.wrong.lastDay());
    }

    private void gauge(MeterRegistry registry, String window, ToDoubleFunction<PinBrake> value) {
        Gauge.builder("koppelpunt.pin.wrong", this, value)
                .description("Wrong tries over all subjects")
                .tag("window", window)
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${koppelpunt.pins.brake.watch-interval:15s}")
    Mono<Void> watch() {
        return database.sql("""
                        select count(*) filter (where tried_at > now() - interval '1 hour') as last_hour,
                               count(*) as last_day
                        from pin_try where wrong and tried_at > now() - interval '1 day'""").map(PinBrake::wrong).one().doOnNext(this::tell).then();
    }

    private void tell(Wrong now) {
        if (isOn(now) && !isOn(wrong)) {
            LOG.error(
                    "PIN brake is on: {} wrong tries in the last hour, {} in the last day",
                    now.lastHour(),
                    now.lastDay());
        } else if (!isOn(now) && isOn(wrong)) {
            LOG.info("PIN brake is off");
        }
        wrong = now;
    }

    private boolean isOn(Wrong counted) {
        return counted.lastHour() > settings.wrongPerHour() || counted.lastDay() > settings.wrongPerDay();
    }

    private static Wrong wrong(Readable row) {
        return new Wrong(required(row, "last_hour", Long.class), required(row, "last_day", Long.class));
    }

    private record Wrong(long lastHour, long lastDay) {}
}
