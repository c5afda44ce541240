// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An alert on a metric that nobody has never fires. */
class AlertRulesTests {

    private static final Path PROJECT = Path.of("..", "..");
    private static final Pattern METRIC = Pattern.compile("koppelpunt_[a-z_]+");

    @Test
    @DisplayName("S-048, S-115: every metric that an alert rule names is one that a program has")
    void everyMetricOfAnAlertRuleIsWrittenDown() throws IOException {
        var metrics = Files.readString(PROJECT.resolve("docs/operations/metrics.md"));
        var named = METRIC.matcher(expressions())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(named)
                .contains(
                        "koppelpunt_pin_brake",
                        "koppelpunt_dead_letters_total",
                        "koppelpunt_outbox_lag_seconds",
                        "koppelpunt_outbox_topic_problems")
                .allSatisfy(metric -> assertThat(metrics).contains("\n| `" + metric + "` |"));
    }

    private static String expressions() throws IOException {
        try (var lines = Files.lines(PROJECT.resolve("deploy/observability/alerts.yml"))) {
            return String.join(
                    "\n", lines.filter(line -> line.strip().startsWith("expr:")).toList());
        }
    }
}
