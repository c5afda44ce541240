// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Asks the launcher that runs on this data. */
record ControlClient(Layout layout, HttpClient http) {

    static final String NOTHING_RUNS = "Nothing runs; deploy/local/up starts the stack.";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(20);
    /** Stopping, starting and becoming healthy, each with a limit of its own. */
    private static final Duration RESTART = Duration.ofMinutes(4);

    private static final int DONE = 200;
    private static final int REFUSED = 409;
    private static final JsonMapper JSON = JsonMapper.shared();

    ControlClient(Layout layout) {
        this(layout, HttpClient.newBuilder().connectTimeout(CONNECT).build());
    }

    List<ProcessState> processes() {
        var request = request(ControlServer.PROCESSES).timeout(LOOK).GET().build();
        return List.of(JSON.readValue(send(request), ProcessState[].class));
    }

    String restart(String name) {
        var request = request(ControlServer.RESTARTS + name)
                .timeout(RESTART)
                .POST(BodyPublishers.noBody())
                .build();
        return JSON.readValue(send(request), String.class);
    }

    /** Ends with one line when no launcher runs on this data, also when it was killed. */
    void requireRunning() {
        var leftovers = new Leftovers(layout);
        if (leftovers.launcher().isEmpty()) {
            throw new StartFailure(
                    leftovers.isAnyLeft()
                            ? "The launcher was killed and left programs running; deploy/local/down stops them."
                            : NOTHING_RUNS);
        }
        if (!Files.exists(layout.controlFile())) {
            throw new StartFailure("The stack is just starting or stopping; try again in a moment.");
        }
    }

    private HttpRequest.Builder request(String path) {
        requireRunning();
        var address = JSON.readValue(PrivateFiles.read(layout.controlFile()), ControlServer.Address.class);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.port() + path))
                .header("Authorization", address.authorization());
    }

    private String send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case DONE -> answer.body();
                case REFUSED -> throw new StartFailure(JSON.readValue(answer.body(), String.class));
                default -> throw new StartFailure("The launcher answered " + answer.statusCode() + ".");
            };
        } catch (IOException e) {
            throw new StartFailure("The launcher does not answer: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted.", e);
        }
    }
}
