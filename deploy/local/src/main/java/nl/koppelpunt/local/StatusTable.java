// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The processes of the stack as a person reads them. */
record StatusTable(List<ProcessState> processes, Clock clock) {

    private static final String ROW = "%-22s %-12s %8s  %-19s %9s %8s  %s%n";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    String text() {
        var head = ROW.formatted("SERVICE", "HEALTH", "PID", "UP SINCE", "FOR", "RESTARTS", "PORTS");
        return processes.stream()
                .map(this::row)
                .collect(Collectors.joining("", head, ""))
                .stripTrailing();
    }

    boolean isHealthy() {
        return processes.stream().allMatch(ProcessState::isHealthy);
    }

    private String row(ProcessState process) {
        var pid = process.pid();
        var ports = process.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return ROW.formatted(
                process.name(),
                process.condition().words(),
                pid == null ? "-" : pid,
                since(process.since()),
                age(process.since()),
                process.restarts(),
                ports);
    }

    private static String since(@Nullable Instant moment) {
        return moment == null ? "-" : TIME.format(moment.atZone(ZoneId.systemDefault()));
    }

    private String age(@Nullable Instant moment) {
        if (moment == null) {
            return "-";
        }
        var age = Duration.between(moment, clock.instant());
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m " + age.toSecondsPart() + "s" : age.toSeconds() + "s";
    }
}
