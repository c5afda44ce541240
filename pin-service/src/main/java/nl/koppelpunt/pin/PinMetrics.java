// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what was committed; every outcome is there from the start, so that a dashboard sees zeros. */
@Component
class PinMetrics {
    private final Counter issued;
    private final Counter throttled;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter locked;
    private final Counter expired;

    PinMetrics(MeterRegistry registry) {
        this.issued = Counter.builder("koppelpunt.pins.issued")
                .description("PINs made and handed to the mailer")
                .register(registry);
        this.throttled = Counter.builder("koppelpunt.pins.throttled")
                .description("Requests for a PIN that came too soon")
                .register(registry);
        this.accepted = attempts(registry, "accepted");
        this.rejected = attempts(registry, "rejected");
        this.locked = attempts(registry, "locked");
        this.expired = attempts(registry, "expired");
    }

    void count(PinIssue issue) {
        switch (issue) {
            case PinIssue.Issued _ -> issued.increment();
            case PinIssue.Throttled _ -> throttled.increment();
        }
    }

    void count(PinCheck check) {
        switch (check) {
            case PinCheck.Accepted _ -> accepted.increment();
            case PinCheck.Rejected _ -> rejected.increment();
            case PinCheck.Locked _ -> locked.increment();
            case PinCheck.Expired _ -> expired.increment();
        }
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder("koppelpunt.pin.attempts")
                .description("Tries of a PIN by their outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
