// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import nl.koppelpunt.identitylink.eherkenning.BrokerSession;
import nl.koppelpunt.identitylink.eherkenning.LoginCompletion;
import nl.koppelpunt.identitylink.eherkenning.LoginResult;
import nl.koppelpunt.identitylink.eherkenning.VerifiedIdentity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser behind the gateway: it keeps the cookie, and every request goes with a token made for it. */
public final class Browser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** What the broker calls every session of these tests. */
    public static final BrokerSession AT_BROKER = new BrokerSession(
            "urn:etoegang:HM:00000003123456780000:entities:9001", "_transient-name", null, null, "_session-index");

    private final String url;
    private final LoginCompletion logins;
    private @Nullable String cookie;

    /** What the service answered. */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {

        public String text(String field) {
            return body.path(field).asString("");
        }

        public String code() {
            return text("code");
        }
    }

    Browser(String url, LoginCompletion logins) {
        this.url = url;
        this.logins = logins;
    }

    /** Whether the identity was linked, and so is signed in now. */
    public boolean logIn(VerifiedIdentity identity) {
        return switch (Objects.requireNonNull(
                logins.complete(identity, AT_BROKER, cookie).block())) {
            case LoginResult.Begun(var value, var linked) -> {
                this.cookie = value;
                yield linked;
            }
            case LoginResult.OutsideRestriction _ -> throw new AssertionError("Outside the restriction");
        };
    }

    /** Whether a login came to no session, because it is limited to a branch the link is not of. */
    public boolean isOutsideRestriction(VerifiedIdentity identity) {
        return logins.complete(identity, AT_BROKER, cookie).block() instanceof LoginResult.OutsideRestriction;
    }

    /** Comes back from a login that was refused. */
    public void isRefused() {
        logins.leave(Objects.requireNonNull(cookie)).block();
    }

    public @Nullable String cookie() {
        return cookie;
    }

    public void plantCookie(@Nullable String value) {
        this.cookie = value;
    }

    public Answer sessionToken() {
        var body = JSON.writeValueAsString(Map.of("session", Objects.requireNonNullElse(cookie, "none")));
        return send(request("/internal/session-tokens").POST(BodyPublishers.ofString(body)));
    }

    /** What the gateway asks on the way to the application behind it. */
    public Answer sessionToken(String audience) {
        var body = JSON.writeValueAsString(
                Map.of("session", Objects.requireNonNullElse(cookie, "none"), "audience", audience));
        return send(request("/internal/session-tokens").POST(BodyPublishers.ofString(body)));
    }

    public String token() {
        return sessionToken().text("token");
    }

    public Answer get(String path) {
        return send(authorised(path, token()).GET());
    }

    public Answer post(String path) {
        return post(path, Map.of());
    }

    public Answer post(String path, Map<String, String> body) {
        return postWith(token(), path, body);
    }

    public Answer postWith(String token, String path, Map<String, String> body) {
        var json = JSON.writeValueAsString(body);
        return keepCookie(send(authorised(path, token).POST(BodyPublishers.ofString(json))));
    }

    public Answer getWith(String token, String path) {
        return send(authorised(path, token).GET());
    }

    public Answer delete(String path) {
        return keepCookie(send(authorised(path, token()).DELETE()));
    }

    public Answer prove(String email, String username, String password) {
        return post(
                "/api/links/v1/link-attempt/credentials",
                Map.of("email", email, "username", username, "password", password));
    }

    public Answer proveByCode(String email, String code) {
        return post("/api/links/v1/link-attempt/activation-code", Map.of("email", email, "activationCode", code));
    }

    public Answer confirm(String pin) {
        return post("/api/links/v1/link-attempt/pin-confirmations", Map.of("pin", pin));
    }

    public Answer confirm(String pin, String tryId) {
        return post("/api/links/v1/link-attempt/pin-confirmations", Map.of("pin", pin, "tryId", tryId));
    }

    public Answer linkAttempt() {
        return get("/api/links/v1/link-attempt");
    }

    public Answer session() {
        return get("/api/links/v1/session");
    }

    private HttpRequest.Builder authorised(String path, String token) {
        var request = request(path);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json");
    }

    private Answer keepCookie(Answer answer) {
        var set = answer.headers().get("set-cookie");
        if (set != null && set.startsWith("__Host-session=")) {
            var value = set.substring("__Host-session=".length(), set.indexOf(';'));
            this.cookie = value.isEmpty() ? null : value;
        }
        return answer;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response), headers(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static Map<String, String> headers(HttpResponse<String> response) {
        var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }
}
