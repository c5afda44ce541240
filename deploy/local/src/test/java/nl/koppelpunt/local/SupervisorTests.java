// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> reports = new CopyOnWriteArrayList<>();

    @TempDir
    private Path data;

    private Layout layout;

    @BeforeEach
    void create() {
        layout = new Layout(data);
        layout.create();
    }

    @Test
    void aKilledProcessIsStartedAgain() {
        try (var child = child("sleep", "60");
                var supervisor = new Supervisor(Clock.systemUTC(), reports::add)) {
            child.start();
            supervisor.watch(child);
            var first = child.process();
            child.kill();

            await().atMost(PATIENCE).until(child::isAlive);
            assertThat(child.process()).isNotSameAs(first);
            assertThat(reports).singleElement().asString().contains("child died (exit 137); it is started again");
        }
    }

    @Test
    void aProcessThatKeepsDyingIsLeftAloneAndNamedWithItsLastWords() {
        try (var child = child("sh", "-c", "echo no database; exit 3");
                var supervisor = new Supervisor(Clock.systemUTC(), reports::add, Duration.ZERO)) {
            child.start();
            supervisor.watch(child);

            await().atMost(PATIENCE).until(() -> reports.size() == 6);
            assertThat(reports.getLast()).contains("child died", "stays down", "no database");
        }
    }

    @Test
    void aProcessThatStaysDownIsStartedByAPersonWithACleanRecord() {
        var cure = data.resolve("cure");
        try (var child = child("sh", "-c", "test -e " + cure + " && exec sleep 60");
                var supervisor = new Supervisor(Clock.systemUTC(), reports::add, Duration.ZERO)) {
            child.start();
            supervisor.watch(child);
            await().atMost(PATIENCE).until(() -> reports.size() == 6);
            assertThat(supervisor.restarts(child)).isEqualTo(5);

            supervisor.restart(child, () -> PrivateFiles.write(cure, ""));

            assertThat(child.isAlive()).isTrue();
            assertThat(supervisor.restarts(child)).isZero();
            child.kill();
            await().atMost(PATIENCE).until(() -> supervisor.restarts(child) == 1 && child.isAlive());
        }
    }

    @Test
    void aProcessThatAPersonStartsAnewDidNotDie() {
        try (var child = child("sleep", "60");
                var supervisor = new Supervisor(Clock.systemUTC(), reports::add, Duration.ZERO)) {
            child.start();
            supervisor.watch(child);
            var first = child.process();

            supervisor.restart(child, () -> {});

            assertThat(child.process()).isNotSameAs(first);
            assertThat(reports).isEmpty();
            assertThat(supervisor.restarts(child)).isZero();
        }
    }

    @Test
    void aDatabaseWhoseServerWasKilledIsStartedAgainWithItsData() throws Exception {
        var ports = new Ports(3100);
        try (var database = new Database(layout, ports, new Secrets(layout.keys(), new SecureRandom()));
                var supervisor = new Supervisor(Clock.systemUTC(), reports::add, Duration.ofMillis(500))) {
            database.start();
            try (var connection = database.connect("pin");
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (value text)");
            }
            supervisor.watch(database);
            var first = database.postmaster().orElseThrow();
            assertThat(first.destroyForcibly()).isTrue();

            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
                try (var connection = database.connect("pin");
                        var statement = connection.createStatement()) {
                    assertThat(statement.execute("select value from kept")).isTrue();
                }
            });
            assertThat(database.postmaster().orElseThrow().pid()).isNotEqualTo(first.pid());
            assertThat(reports.getFirst()).contains("postgresql died", "started again");
        }
    }

    @Test
    void aProcessThatStopsWhileStartingIsNamedWithItsLastWords() {
        try (var child = child("sh", "-c", "echo no key; exit 1")) {
            child.start();

            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(() -> child.awaitHealthy(PATIENCE))
                    .withMessageContaining("child stopped while starting")
                    .withMessageContaining("no key");
        }
    }

    private ChildProcess child(String... command) {
        return new ChildProcess("child", List.of(command), Map.of(), layout, () -> false);
    }
}
