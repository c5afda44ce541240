// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executors;

/** The small web servers of the launcher: loopback only, one method an address, and only for a local name. */
final class LocalHttp {

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1");

    private LocalHttp() {}

    static HttpServer server(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return server;
        } catch (IOException e) {
            throw new StartFailure("Port " + port + " cannot be opened: " + e.getMessage(), e);
        }
    }

    static void get(HttpServer server, String path, HttpHandler handler) {
        on(server, "GET", path, handler);
    }

    static void on(HttpServer server, String method, String path, HttpHandler handler) {
        var _ = server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestMethod().equals(method)) {
                    exchange.sendResponseHeaders(405, -1);
                } else if (!isLocalName(exchange)) {
                    // Another site's name that resolves to this machine must not read the mails (DNS rebinding).
                    exchange.sendResponseHeaders(421, -1);
                } else {
                    handler.handle(exchange);
                }
            }
        });
    }

    static void answer(HttpExchange exchange, String type, String policy, String body) throws IOException {
        answer(exchange, 200, type, policy, body);
    }

    static void answer(HttpExchange exchange, int status, String type, String policy, String body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static void notFound(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(404, -1);
    }

    private static boolean isLocalName(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && LOCAL_NAMES.contains(URI.create("http://" + host).getHost());
    }
}
