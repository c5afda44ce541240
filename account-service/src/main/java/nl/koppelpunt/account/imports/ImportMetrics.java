// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.koppelpunt.account.metrics.OutcomeCounter;
import org.springframework.stereotype.Component;

/** How imports end, by kind. */
@Component
class ImportMetrics {

    private static final String GIVEN_UP = "given-up";
    private static final String DONE = "done";
    private static final String REFUSED = "refused";

    private final Map<ImportKind, OutcomeCounter> byKind;

    ImportMetrics(MeterRegistry registry) {
        this.byKind = Arrays.stream(ImportKind.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        kind -> OutcomeCounter.of(
                                registry,
                                "koppelpunt.imports",
                                "Imports of a file that ended",
                                Tags.of("kind", kind.label()),
                                List.of(DONE, REFUSED, GIVEN_UP))));
    }

    void count(ImportKind kind, ImportOutcome outcome, boolean givenUp) {
        var counter = byKind.get(kind);
        if (counter != null) {
            counter.count(givenUp ? GIVEN_UP : label(outcome));
        }
    }

    private static String label(ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Applied _ -> DONE;
            case ImportOutcome.Refused _ -> REFUSED;
        };
    }
}
