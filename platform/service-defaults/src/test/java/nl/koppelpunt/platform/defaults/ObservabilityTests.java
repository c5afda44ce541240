// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.koppelpunt.platform.test.SpansTestSupport;
import nl.koppelpunt.platform.test.TestTokensSupport;
import nl.koppelpunt.platform.test.WrittenSpans;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a program: JSON logs, traces, metrics, health. */
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=account-service", "management.server.port=0"})
@Import({TestTokensSupport.class, SpansTestSupport.class})
class ObservabilityTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACE_PARENT = "00-" + TRACE + "-b7ad6b7169203331-00";

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private ObjectProvider<SpanExporter> exporters;

    @Autowired
    private WrittenSpans spans;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private JsonMapper json;

    @Test
    void aLogLineIsJsonAndNamesTheTraceOfTheRequest() {
        var lines = new JsonLines();
        lines.start();
        try {
            get("/api/open/error/unexpected").expectStatus().isEqualTo(500);
        } finally {
            lines.stop();
        }
        assertThat(environment.getPropertySources())
                .filteredOn(source -> source.getName().equals("koppelpunt-defaults"))
                .map(defaults -> defaults.getProperty("logging.structured.format.console"))
                .containsExactly("ecs");
        JsonNode line = lines.withReference();
        assertThat(line.at("/service/name").asString()).isEqualTo("account-service");
        assertThat(line.at("/log/level").asString()).isEqualTo("ERROR");
        assertThat(line.path("trace.id").asString()).isEqualTo(TRACE);
        assertThat(line.path("span.id").asString()).hasSize(16);
    }

    @Test
    void anOutgoingCallGoesOnWithTheTrace() {
        var called = get("/api/open/relay?to=" + port).expectStatus().isOk().expectBody(String.class);
        assertThat(called.returnResult().getResponseBody()).startsWith("00-" + TRACE + "-");
    }

    @Test
    void noSpanLeavesTheProgramUntilACollectorIsNamed() {
        assertThat(exporters.stream()).isEmpty();
    }

    @Test
    @DisplayName(
            "S-053, S-131: a span tells what kind of error there was and nothing of its message, which may quote a secret")
    void aSpanTellsTheKindOfAnErrorAlone() {
        sampled()
                .get()
                .uri("/api/open/error/unexpected")
                .exchange()
                .expectStatus()
                .isEqualTo(500);
        post("/api/open/form", "{\"name\": \"naam\", \"code\": \"kanarie-geheim\"}")
                .expectStatus()
                .isBadRequest();
        post("/api/open/form", "{\"kanarie-geheim").expectStatus().isBadRequest();

        await().untilAsserted(() -> assertThat(spans.all())
                .anyMatch(span -> span.contains("http get") && span.contains("IllegalStateException"))
                .anyMatch(span -> span.contains("http post") && span.contains("WebExchangeBindException"))
                .anyMatch(span -> span.contains("http post") && span.contains("ServerWebInputException")));
        assertThat(spans.all()).noneMatch(span -> span.contains("kanarie-geheim") || span.contains("secret-host"));
    }

    @Test
    void aMetricNamesTheRouteAndNotWhatWasAsked() {
        get("/api/open/error/busy?email=naam%40school.example").expectStatus().isEqualTo(503);
        String metrics = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .build()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(metrics)
                .contains("http_server_requests_seconds_count", "uri=\"/api/open/error/{kind}\"")
                .doesNotContain("school.example", "/api/open/error/busy");
    }

    private WebTestClient.ResponseSpec get(String path) {
        return WebTestClient.bindToServer()
                .build()
                .get()
                .uri(URI.create("http://localhost:" + port + path))
                .header("traceparent", TRACE_PARENT)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        return sampled()
                .post()
                .uri(path)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    /** Without the parent of the other requests, which says that its trace is not kept. */
    private WebTestClient sampled() {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    /** The log as a program writes it. The console of the tests has another form, one a JVM. */
    private final class JsonLines extends AppenderBase<ILoggingEvent> {

        private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        private final StructuredLogEncoder encoder = new StructuredLogEncoder();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void start() {
            encoder.setContext(logging);
            encoder.setFormat("ecs");
            encoder.start();
            super.start();
            logging.getLogger(Problems.class).addAppender(this);
        }

        @Override
        public void stop() {
            logging.getLogger(Problems.class).detachAppender(this);
            super.stop();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }

        JsonNode withReference() {
            return json.readTree(lines.stream()
                    .filter(line -> line.contains("reference="))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
