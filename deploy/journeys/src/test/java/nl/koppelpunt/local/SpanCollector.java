// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** Takes the spans of all programs as an OpenTelemetry collector does, and keeps them as text. */
final class SpanCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final ConcurrentLinkedQueue<String> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::take);
        server.start();
    }

    /** What makes a program send every span here. */
    Map<String, String> settings() {
        return Map.of(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort() + PATH,
                "management.tracing.sampling.probability",
                "1.0");
    }

    /** One text a span, each with what its program says of itself. */
    List<String> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (var program :
                    ExportTraceServiceRequest.parseFrom(body(exchange)).getResourceSpansList()) {
                program.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .forEach(span -> spans.add("span " + program.getResource() + span));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
