// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** account-service as a machine of the organisation uses it. */
record AccountsApi(HttpClient http, String serviceUrl, Supplier<String> token) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Sends a file and waits until it has been taken in. */
    void importFile(String kind, byte[] csv) {
        var root = URI.create(serviceUrl + "/api/accounts/v1/");
        var accepted = send(request(root.resolve("imports/" + kind))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(csv)));
        var location = accepted.headers().firstValue("Location").orElseThrow();
        var progress = root.resolve(location);
        if (!Polling.until(PATIENCE, () -> isFinished(progress))) {
            throw new StartFailure("The import of the demo " + kind + " does not end.");
        }
        var result = read(progress);
        if (!result.path("state").asString().equals("done")) {
            throw new StartFailure("The import of the demo " + kind + " was refused: " + result.path("errors"));
        }
    }

    String issueActivationCode(String institutionCode) {
        var address = serviceUrl + "/api/accounts/v1/institutions/" + institutionCode + "/activation-codes";
        var created = send(request(URI.create(address)).POST(BodyPublishers.noBody()));
        return JSON.readTree(created.body()).path("activationCode").asString();
    }

    private boolean isFinished(URI progress) {
        var state = read(progress).path("state").asString();
        return state.equals("done") || state.equals("refused");
    }

    private JsonNode read(URI address) {
        return JSON.readTree(send(request(address)).body());
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.get());
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new StartFailure("Loading the demo data: " + request.method() + " "
                        + request.uri().getPath() + " answered " + response.statusCode() + " " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new StartFailure("Loading the demo data: account-service does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while loading the demo data.", e);
        }
    }

    @Override
    public String toString() {
        return "AccountsApi[" + serviceUrl + "]";
    }
}
