// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nl.koppelpunt.notification.mail.MailKind;
import org.springframework.stereotype.Component;

/** Counts what was committed; every outcome is there from the start, so that a dashboard sees zeros. */
@Component
class DeliveryMetrics {
    /**
     * How a mail ended, or {@code DEFERRED}: an attempt that will be made again, or {@code UNRECORDED}: sent, which could not
     * be written down and counts as sent when it is.
     */
    enum Outcome {
        SENT,
        FAILED,
        SKIPPED,
        ABANDONED,
        DEFERRED,
        UNRECORDED
    }

    private static final Duration[] STEPS = IntStream.of(1, 2, 5, 10, 30, 60, 300, 600)
            .mapToObj(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final Map<Outcome, Counter> mails = new EnumMap<>(Outcome.class);

    private final Timer pins;
    private final Clock clock;

    DeliveryMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.pins = Timer.builder("koppelpunt.pin.mail")
                .description("From the moment a PIN was made until the mail server took its mail")
                .serviceLevelObjectives(STEPS)
                .register(registry);
        Arrays.stream(Outcome.values()).forEach(outcome -> mails.put(outcome, counter(registry, outcome)));
    }

    void count(Outcome outcome, long times) {
        Objects.requireNonNull(mails.get(outcome)).increment((double) times);
    }

    /** The mail server took it just now. */
    void handedOver(Delivery delivery) {
        if (MailKind.PIN.label().equals(delivery.kind())) {
            pins.record(Duration.between(delivery.happenedAt(), clock.instant()));
        }
    }

    private static Counter counter(MeterRegistry registry, Outcome outcome) {
        return Counter.builder("koppelpunt.mails")
                .description("Mails by what became of them")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
