// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A day of mails in some minutes; and what it costs that one mail at a time is out and not written down. */
@EnabledIfSystemProperty(named = "koppelpunt.full", matches = "true", disabledReason = "takes minutes")
class ManyMailsTests {
    private static final Logger LOG = LoggerFactory.getLogger(ManyMailsTests.class);
    private static final int FACTS = 10_000;
    private static final int ROUND = FACTS / 4;
    private static final Duration A_WHILE = Duration.ofMinutes(20);

    @Test
    @DisplayName("S-114: 10,000 events, some told twice, are 10,000 mails")
    void eachEventIsOneMailHoweverManyThereAre() throws Exception {
        try (var landscape = new Landscape("many-mails")) {
            try {
                var facts = new Facts(landscape);
                // By turns, so that both meet the same machine.
                var careful = 0.0;
                var hasty = 0.0;
                for (var from = 0; from < FACTS; from += 2 * ROUND) {
                    careful += seconds(landscape, facts, 1, from);
                    hasty += seconds(landscape, facts, 4, from + ROUND);
                }
                LOG.info(
                        "mails a second with one unrecorded: {}, with four: {}, ratio {}",
                        FACTS / 2 / careful,
                        FACTS / 2 / hasty,
                        hasty / careful);
                assertThat(landscape.count("delivery")).isEqualTo(FACTS);
            } catch (ConditionTimeoutException | AssertionError failed) {
                throw new AssertionError(landscape.report(), failed);
            }
        }
    }

    private static double seconds(Landscape landscape, Facts facts, int unrecorded, int from) throws Exception {
        var until = from + ROUND;
        landscape.mails().down();
        var service = landscape.startService(Map.of(
                "koppelpunt.delivery.unrecorded", String.valueOf(unrecorded), "koppelpunt.delivery.lease", "30s"));
        facts.awaitTopics(A_WHILE);
        facts.publish(from, until);
        await().atMost(A_WHILE).until(() -> landscape.count("delivery") == until);
        landscape.mails().up();
        var started = System.nanoTime();
        await().atMost(A_WHILE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> landscape.count("delivery where status = 'sent'") == until);
        var seconds = (System.nanoTime() - started) / 1e9;
        service.destroy();
        service.waitFor();
        assertThat(landscape.mails().all())
                .map(FaultTests::recipient)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(from, until).mapToObj(facts::address).toList());
        return seconds;
    }
}
