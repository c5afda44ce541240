// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Counts what came back from the broker: accepted, or refused by which code. */
@Component
final class SamlResponses {

    private static final String ACCEPTED = "accepted";

    private final MeterRegistry meters;

    SamlResponses(MeterRegistry meters) {
        this.meters = meters;
        // Each is there from the start, so that what never happened reads as zero.
        counter(ACCEPTED);
        Arrays.stream(Refusal.values()).map(Refusal::code).forEach(this::counter);
    }

    void accepted() {
        counter(ACCEPTED).increment();
    }

    void refused(Refusal refusal) {
        counter(refusal.code()).increment();
    }

    private Counter counter(String outcome) {
        return Counter.builder("koppelpunt.saml.responses")
                .description("Answers of the broker, accepted or refused and why")
                .tag("outcome", outcome)
                .register(meters);
    }
}
