// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** What the running stack publishes of itself for its broker. */
record OwnMetadata(HttpClient http, Ports ports) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    /** Into a file, for a broker that takes no address. */
    void save(Path file) {
        var address = URI.create(ports.url(Program.IDENTITY_LINK) + "/eherkenning/metadata");
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new StartFailure("Our own metadata cannot be read: " + answer.statusCode() + ".");
            }
            PrivateFiles.write(file, answer.body());
        } catch (IOException e) {
            throw new StartFailure("Our own metadata cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted.", e);
        }
    }
}
