// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private final Map<Outcome, Counter> mails = new EnumMap<>(Outcome.class);

    DeliveryMetrics(MeterRegistry registry) {
        Arrays.stream(Outcome.values()).forEach(outcome -> mails.put(outcome, counter(registry, outcome)));
    }

    void count(Outcome outcome, long times) {
        Objects.requireNonNull(mails.get(outcome)).increment((double) times);
    }

    private static Counter counter(MeterRegistry registry, Outcome outcome) {
        return Counter.builder("koppelpunt.mails")
                .description("Mails by what became of them")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
