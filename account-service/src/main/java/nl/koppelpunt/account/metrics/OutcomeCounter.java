// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often something ended in each of its outcomes. All of them are there from the start, at zero. */
public final class OutcomeCounter {

    private final Map<String, Counter> counters;

    private OutcomeCounter(Map<String, Counter> counters) {
        this.counters = counters;
    }

    public static OutcomeCounter of(
            MeterRegistry registry, String name, String description, Tags tags, Collection<String> outcomes) {
        return new OutcomeCounter(outcomes.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        outcome -> Counter.builder(name)
                                .description(description)
                                .tags(tags.and("outcome", outcome))
                                .register(registry))));
    }

    /** An outcome that was not announced is a mistake of ours, never a new label. */
    public void count(String outcome) {
        var counter = counters.get(outcome);
        if (counter == null) {
            throw new IllegalArgumentException("No such outcome: " + outcome);
        }
        counter.increment();
    }
}
