// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service behind the gateway: a real HTTP server that gives set answers and remembers what it was asked. */
public final class FakeService {

    public record Asked(String method, String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    private record Answer(int status, String body, List<String> headers) {}

    private static final Answer NOTHING_HERE =
            new Answer(404, "{\"code\":\"not-found\"}", List.of("Content-Type: application/problem+json"));

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private FakeService(HttpServer server) {
        this.server = server;
    }

    public static FakeService start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var service = new FakeService(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", service::answer);
            server.start();
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void stop() {
        server.stop(0);
    }

    public void forget() {
        answers.clear();
        asked.clear();
    }

    public void answers(String methodAndPath, int status, String json, String... headers) {
        answers.put(methodAndPath, new Answer(status, json, List.of(headers)));
    }

    public List<Asked> asked(String methodAndPath) {
        return asked.stream()
                .filter(request -> methodAndPath.equals(request.method() + " " + request.path()))
                .toList();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var headers = new TreeMap<String, List<String>>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().getRawPath();
            asked.add(new Asked(method, path, headers, body));
            write(exchange, answers.getOrDefault(method + " " + path, NOTHING_HERE));
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Server", "fake/1.0");
        for (var header : answer.headers()) {
            var colon = header.indexOf(':');
            var name = header.substring(0, colon);
            var value = header.substring(colon + 1).strip();
            if (name.equals("Content-Type")) {
                exchange.getResponseHeaders().set(name, value);
            } else {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        var bytes = answer.body().getBytes(UTF_8);
        var nothing = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), nothing ? -1 : bytes.length);
        if (!nothing) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
