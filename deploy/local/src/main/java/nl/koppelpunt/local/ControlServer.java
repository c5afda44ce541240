// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the commands of another terminal reach the launcher: a free port of this machine, and a token that stands, with
 * the port, in a file only its owner reads. No web page can guess either.
 */
final class ControlServer implements AutoCloseable {

    static final String PROCESSES = "/processes";
    static final String RESTARTS = "/restarts/";

    private static final int DONE = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int REFUSED = 409;
    private static final String POLICY = "default-src 'none'";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final String token;
    private final HttpServer server;

    /** What a client needs. */
    record Address(int port, String token) {

        String authorization() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Address[" + port + "]";
        }
    }

    ControlServer(Path file, String token, Supplier<? extends Object> processes, Function<String, String> restart) {
        this.file = file;
        this.token = token;
        this.server = LocalHttp.server(0);
        LocalHttp.get(server, PROCESSES, exchange -> answer(exchange, processes));
        LocalHttp.on(server, "POST", RESTARTS, exchange -> answer(exchange, () -> restart.apply(lastPart(exchange))));
    }

    void start() {
        server.start();
        PrivateFiles.write(
                file, JSON.writeValueAsString(new Address(server.getAddress().getPort(), token)));
    }

    private void answer(HttpExchange exchange, Supplier<? extends Object> answer) throws IOException {
        if (!isAuthorized(exchange)) {
            exchange.sendResponseHeaders(UNAUTHORIZED, -1);
            return;
        }
        try {
            json(exchange, DONE, answer.get());
        } catch (StartFailure e) {
            json(exchange, REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        LocalHttp.answer(exchange, status, "application/json", POLICY, JSON.writeValueAsString(body));
    }

    private boolean isAuthorized(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        var right = new Address(0, token).authorization();
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String lastPart(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(RESTARTS.length());
    }

    @Override
    public void close() {
        Layout.delete(file);
        server.stop(0);
    }
}
