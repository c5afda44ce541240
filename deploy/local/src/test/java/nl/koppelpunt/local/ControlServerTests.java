// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private Layout layout;
    private ControlServer server;

    @BeforeEach
    void start() {
        layout = new Layout(data);
        layout.create();
        server = new ControlServer(layout.controlFile(), "the-token", List::of, name -> {
            throw new StartFailure("There is no " + name + ".");
        });
        server.start();
        new PidFile(layout.launcherPidFile()).write(ProcessHandle.current());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void onlyItsOwnerReadsWhereItIs() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.controlFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void whoDoesNotReadThatFileIsRefused() throws Exception {
        assertThat(status("")).isEqualTo(401);
        assertThat(status("Bearer wrong")).isEqualTo(401);
        assertThat(status("Bearer the-token")).isEqualTo(200);
    }

    @Test
    void aRefusalArrivesInItsOwnWords() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> new ControlClient(layout).restart("mill"))
                .withMessage("There is no mill.");
    }

    @Test
    void aLauncherThatIsStoppingIsNoFailureWithoutWords() {
        server.close();

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> new ControlClient(layout).processes())
                .withMessageContaining("just starting or stopping");
    }

    private int status(String authorization) throws Exception {
        var port = Pattern.compile("[0-9]+").matcher(PrivateFiles.read(layout.controlFile()));
        assertThat(port.find()).isTrue();
        var address = URI.create("http://127.0.0.1:" + port.group() + "/processes");
        var request = HttpRequest.newBuilder(address);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
