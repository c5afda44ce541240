// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTests {

    @TempDir
    private Path data;

    private Layout layout;

    @BeforeEach
    void create() {
        layout = new Layout(data);
        layout.create();
    }

    @Test
    void aProgramOfALauncherThatWasKilledIsStopped() {
        try (var child = new ChildProcess("child", List.of("sleep", "60"), Map.of(), layout, () -> true)) {
            child.start();

            assertThat(new Leftovers(layout).stop()).isTrue();
            assertThat(child.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x 2020-01-01T00:00:00Z", "99999999999999999999 2020-01-01T00:00:00Z", "4711"})
    void aPidFileThatNamesNoProcessIsForgotten(String content) {
        PrivateFiles.write(layout.pidFile("child"), content);

        assertThat(new Leftovers(layout).stop()).isFalse();
        assertThat(layout.pidFile("child")).doesNotExist();
    }

    @Test
    void aNumberInUseByAStrangerIsNotSignalled() throws IOException {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            PrivateFiles.write(layout.pidFile("child"), stranger.pid() + " 2020-01-01T00:00:00Z");

            assertThat(new Leftovers(layout).stop()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(layout.pidFile("child")).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aDatabaseLeftBehindIsFoundByItsDataDirectoryAndItsDataSurvives() throws Exception {
        var ports = new Ports(3000);
        var secrets = new Secrets(layout.keys(), new SecureRandom());
        var leftBehind = started(ports, secrets);
        try (var connection = leftBehind.connect("pin");
                var statement = connection.createStatement()) {
            statement.execute("create table kept (value text)");
        }

        assertThat(new Leftovers(layout).stop()).isTrue();
        // Only gives up the lock that a killed launcher would not hold any more.
        leftBehind.close();

        try (var database = started(ports, secrets);
                var connection = database.connect("pin");
                var statement = connection.createStatement();
                var settings = statement.executeQuery("select count(*), current_setting('fsync') from kept")) {
            assertThat(settings.next()).isTrue();
            assertThat(settings.getString(2)).isEqualTo("on");
        }
    }

    private Database started(Ports ports, Secrets secrets) {
        var database = new Database(layout, ports, secrets);
        database.start();
        return database;
    }
}
