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
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A service behind the gateway: a real HTTP server that gives set answers and remembers what it was asked. */
public final class FakeService {

    public record Asked(String method, String path, String query, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    private record Answer(int status, String body, List<String> headers) {}

    private static final int BREAK_OFF = 0;
    private static final int BE_SILENT = -1;
    private static final Answer NOTHING_HERE =
            new Answer(404, "{\"code\":\"not-found\"}", List.of("Content-Type: application/problem+json"));

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicReference<CountDownLatch> patience = new AtomicReference<>(new CountDownLatch(1));
    private final Map<String, Answer> special = new ConcurrentHashMap<>();
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
        special.clear();
        patience.getAndSet(new CountDownLatch(1)).countDown();
        asked.clear();
    }

    public void answers(String methodAndPath, int status, String json, String... headers) {
        answers.put(methodAndPath, new Answer(status, json, List.of(headers)));
    }

    /** The same for a question in whose body a text stands; goes before the answer for any question. */
    public void answersWhen(String methodAndPath, String inBody, int status, String json, String... headers) {
        special.put(methodAndPath + " " + inBody, new Answer(status, json, List.of(headers)));
    }

    /** The connection is closed without a word. */
    public void breaksOff(String methodAndPath) {
        answers.put(methodAndPath, new Answer(BREAK_OFF, "", List.of()));
    }

    /** Nothing comes back until this service is told to forget. */
    public void isSilent(String methodAndPath) {
        answers.put(methodAndPath, new Answer(BE_SILENT, "", List.of()));
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
            var query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
            asked.add(new Asked(method, path, query, headers, body));
            var answer = answerTo(method + " " + path, body);
            switch (answer.status()) {
                case BE_SILENT -> patience.get().await();
                case BREAK_OFF -> {}
                default -> write(exchange, answer);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answerTo(String methodAndPath, String body) {
        return special.entrySet().stream()
                .filter(answer -> answer.getKey().startsWith(methodAndPath + " ")
                        && body.contains(answer.getKey().substring(methodAndPath.length() + 1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> answers.getOrDefault(methodAndPath, NOTHING_HERE));
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
