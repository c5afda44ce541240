// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another service over real HTTP, which can be away, and which lets in nobody without a token meant for it. */
abstract class FakeService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final String name;
    private volatile Availability availability = Availability.UP;

    record Answer(int status, @Nullable Object body, Map<String, String> headers) {

        static Answer ok(Object body) {
            return new Answer(200, body, Map.of());
        }

        static Answer empty(int status) {
            return new Answer(status, null, Map.of());
        }
    }

    FakeService(String name) throws IOException {
        this.name = name;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    abstract Answer answer(String method, String path, JsonNode body);

    /** The same with the key of the request; who knows no keys answers as if there were none. */
    Answer answer(String method, String path, JsonNode body, @Nullable String key) {
        return answer(method, path, body);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void is(Availability availability) {
        this.availability = availability;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (availability == Availability.HANGS_UP) {
                return;
            }
            var answer = availability == Availability.ANSWERS_503
                    ? Answer.empty(503)
                    : authorised(exchange)
                            ? answer(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI().getPath(),
                                    body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body),
                                    exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                            : Answer.empty(401);
            if (availability == Availability.HANGS_UP_AFTERWARDS) {
                return;
            }
            send(exchange, answer);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        if (answer.body() == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        var bytes = JSON.writeValueAsString(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private boolean authorised(HttpExchange exchange) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        try {
            var claims = SignedJWT.parse(authorization.substring(7)).getJWTClaimsSet();
            return claims.getAudience().equals(List.of(name)) && "internal".equals(claims.getStringClaim("scope"));
        } catch (ParseException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
