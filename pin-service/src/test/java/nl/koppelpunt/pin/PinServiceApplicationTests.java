// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.platform.test.MailKeys;
import nl.koppelpunt.platform.test.TestTokens;
import nl.koppelpunt.platform.test.WrittenSpans;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

/** From a request over HTTP to the sealed event on Kafka and back with the PIN. */
@PinServiceTest
@ExtendWith(OutputCaptureExtension.class)
class PinServiceApplicationTests {
    /** All but the HTTP codecs, which the client of this test shares with the service; see RawPinTests for those. */
    private static final List<String> LOUD = List.of(
            "nl.koppelpunt",
            "io.r2dbc",
            "org.springframework.r2dbc",
            "org.springframework.transaction",
            "org.springframework.kafka",
            "org.springframework.security",
            "org.springframework.web.reactive.result",
            "org.springframework.web.server");

    private static final String PINS = "/api/pins/v1/pins";

    @Autowired
    private TestTokens tokens;

    @Autowired
    private LoggingSystem logging;

    @Autowired
    private MailKeys mailKeys;

    @Autowired
    private WrittenSpans spans;

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private PinTable table;

    @Autowired
    private JsonMapper json;

    @Autowired
    private HealthEndpointGroups healthGroups;

    @Autowired
    private ReactiveHealthContributorRegistry contributors;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private WebTestClient http;

    private final String subject = "subject-" + UUID.randomUUID();
    private final String email = "Jan." + UUID.randomUUID() + "@School.example";

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterEach
    void logsAreQuiet() {
        LOUD.forEach(name -> logging.setLogLevel(name, null));
    }

    @Test
    @DisplayName("S-053, S-054: a PIN travels sealed to the mailer, in a body to us, and shows nowhere else")
    void journey(CapturedOutput output) {
        LOUD.forEach(name -> logging.setLogLevel(name, LogLevel.TRACE));
        var id = issue();
        var event = await().atMost(Duration.ofSeconds(20))
                .until(() -> event(id, "pin-issued"), found -> found.size() == 1)
                .getFirst();
        var fact = read(event.value());
        assertThat(fact).containsEntry("purpose", "link").containsEntry("locale", "nl");
        var message = read(mailKeys.open(requireNonNull((String) fact.get("sealedMessage")))
                .getBytes(StandardCharsets.UTF_8));
        assertThat(message).containsEntry("email", email);
        var pin = requireNonNull((String) message.get("pin"));

        var wrong = pin.startsWith("0") ? "1" + pin.substring(1) : "0" + pin.substring(1);
        attempt(id, wrong)
                .expectHeader()
                .valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*")
                .expectBody()
                .json("{\"outcome\": \"rejected\", \"triesLeft\": 2}");
        attempt(id, pin).expectBody().json("{\"outcome\": \"accepted\"}");
        attempt(id, pin).expectBody().json("{\"outcome\": \"expired\"}");

        await().atMost(Duration.ofSeconds(20)).until(() -> event(id, "pin-accepted"), found -> found.size() == 1);
        var typed = byItself(pin);
        assertThat(output.getAll())
                .contains(id.toString())
                .doesNotContainPattern(typed)
                .doesNotContain(email);
        for (var name : List.of("pin", "pin_try", "outbox_event", "audit_event")) {
            assertThat(table.dump(name)).doesNotContainPattern(typed).doesNotContain(email);
        }
        assertThat(spans.all())
                .anyMatch(span -> span.contains("/api/pins/v1/pins"))
                .noneMatch(span -> typed.matcher(span).find() || span.contains(email));
        assertThat(event(id, ""))
                .allSatisfy(each -> assertThat(new String(each.value(), StandardCharsets.UTF_8))
                        .doesNotContainPattern(typed)
                        .doesNotContain(email));
    }

    /** Not as a part of a longer number, which may hold any six digits by chance: a time, or an id in hexadecimals. */
    private static Pattern byItself(String pin) {
        return Pattern.compile("(?<![0-9a-f.])" + pin + "(?![0-9a-f])");
    }

    @Test
    @DisplayName("S-047: a second PIN within the minute is 429 with Retry-After")
    void secondPinWithinTheMinuteIsThrottled() {
        issue();
        post(PINS, request(email))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .value(
                        HttpHeaders.RETRY_AFTER,
                        wait -> assertThat(Integer.parseInt(wait)).isBetween(50, 60))
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("pin-throttled");
    }

    @ParameterizedTest
    @CsvSource({
        "email, a@b.nl\\r\\nBcc: c@d.nl",
        "email, 'a@b.nl,c@d.nl'",
        "binding, c2hvcnQ",
        "purpose, Not A Purpose",
        "purpose, a-purpose-that-goes-on-for-longer-than-any-purpose-of-anybody-would",
        "limitSubject, ''",
        "validFor, PT11M",
        "locale, english",
        "locale, fr"
    })
    void badInputIsAProblemWithTheFieldNamed(String field, String value) {
        var body = new HashMap<>(request(email));
        body.put(field, value.replace("\\r\\n", "\r\n"));
        post(PINS, body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
        assertThat(table.count("pin", "limit_subject in ('', '" + subject + "')"))
                .isZero();
    }

    @Test
    void aMalformedPinIsAProblemAndCostsNothing() {
        var id = issue();
        post(PINS + "/" + id + "/attempts", Map.of("pin", "12345", "binding", TestPins.BINDING.value()))
                .expectStatus()
                .isBadRequest();
        assertThat(table.tries(id)).isZero();
    }

    @Test
    void aWithdrawnPinIsOver() {
        var id = table.given(TestPins.RIGHT, subject);
        for (var times = 0; times < 2; times++) {
            http.method(HttpMethod.DELETE)
                    .uri(PINS + "/" + id)
                    .headers(headers -> headers.setBearerAuth(tokens.internal("pin-service")))
                    .exchange()
                    .expectStatus()
                    .isNoContent();
        }
        attempt(id, TestPins.RIGHT.digits()).expectBody().json("{\"outcome\": \"expired\"}");
        assertThat(table.count("audit_event", "action = 'pin-withdrawn' and object_id = '" + id + "'"))
                .isOne();
    }

    @Test
    @DisplayName(
            "S-099: no token is 401; a person, an officer and a machine without the scope are 403; a machine with it may")
    void onlyServicesAndTrustedMachines() {
        http.post()
                .uri(PINS)
                .bodyValue(request(email))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        var person = tokens.person("portal", "someone", claims -> claims.audience("pin-service"));
        for (var token : List.of(person, tokens.staff("helpdesk"), tokens.machine("accounts:import"))) {
            post(PINS, request(email), token).expectStatus().isForbidden();
        }
        post(PINS, request(email), tokens.machine("pins:issue")).expectStatus().isCreated();
    }

    @Test
    @DisplayName("S-113: an abandoned link attempt withdraws its PIN, once however often it is told")
    void abandonedLinkAttemptWithdrawsItsPin() {
        var id = table.given(TestPins.RIGHT, subject);
        publishAbandoned(id);
        publishAbandoned(id);
        await().atMost(Duration.ofSeconds(30)).until(() -> table.endedBecause(id), "withdrawn"::equals);
        await().atMost(Duration.ofSeconds(20)).until(() -> event(id, "pin-withdrawn"), found -> found.size() == 1);
    }

    @Test
    @DisplayName("S-053: PINs and tries are counted by outcome and by nothing else")
    void whatHappensIsCounted() {
        var before = metrics();
        assertThat(before.keySet())
                .contains(
                        "koppelpunt_pins_issued_total",
                        "koppelpunt_pins_throttled_total",
                        "koppelpunt_pin_attempts_total{outcome=\"accepted\"}",
                        "koppelpunt_pin_attempts_total{outcome=\"rejected\"}",
                        "koppelpunt_pin_attempts_total{outcome=\"locked\"}",
                        "koppelpunt_pin_attempts_total{outcome=\"expired\"}",
                        "koppelpunt_outbox_lag_seconds",
                        "koppelpunt_outbox_backlog");
        var id = table.given(TestPins.RIGHT);
        attempt(id, TestPins.WRONG.digits());
        attempt(id, TestPins.RIGHT.digits());
        attempt(id, TestPins.RIGHT.digits());
        issue();
        post(PINS, request(email)).expectStatus().isEqualTo(429);
        var after = metrics();
        assertThat(List.of(
                        "koppelpunt_pins_issued_total",
                        "koppelpunt_pins_throttled_total",
                        "koppelpunt_pin_attempts_total{outcome=\"accepted\"}",
                        "koppelpunt_pin_attempts_total{outcome=\"rejected\"}",
                        "koppelpunt_pin_attempts_total{outcome=\"expired\"}"))
                .allSatisfy(name -> assertThat(requireNonNull(after.get(name)) - requireNonNull(before.get(name)))
                        .isOne());
    }

    @Test
    void readyMeansThatTheDatabaseAnswers() {
        assertThat(contributors.getContributor("r2dbc")).isNotNull();
        assertThat(requireNonNull(healthGroups.get("readiness")).isMember("r2dbc"))
                .isTrue();
        assertThat(requireNonNull(healthGroups.get("liveness")).isMember("r2dbc"))
                .isFalse();
    }

    /** What the management port tells of ours. */
    private Map<String, Double> metrics() {
        var text = requireNonNull(WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .build()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        return text.lines()
                .filter(line -> line.startsWith("koppelpunt_"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> Double.parseDouble(line[1])));
    }

    private UUID issue() {
        var answer = requireNonNull(post(PINS, request(email))
                .expectStatus()
                .isCreated()
                .expectBody(PinController.IssueResponse.class)
                .returnResult()
                .getResponseBody());
        assertThat(answer.triesLeft()).isEqualTo(3);
        return answer.id();
    }

    private Map<String, Object> request(String address) {
        return Map.of(
                "purpose",
                "link",
                "email",
                address,
                "locale",
                "nl",
                "binding",
                TestPins.BINDING.value(),
                "limitSubject",
                subject,
                "validFor",
                "PT10M");
    }

    private ResponseSpec attempt(UUID id, String pin) {
        return post(PINS + "/" + id + "/attempts", Map.of("pin", pin, "binding", TestPins.BINDING.value()))
                .expectStatus()
                .isOk();
    }

    private ResponseSpec post(String path, Map<String, Object> body) {
        return post(path, body, tokens.internal("pin-service"));
    }

    private ResponseSpec post(String path, Map<String, ? extends Object> body, String token) {
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(body)
                .exchange();
    }

    private void publishAbandoned(UUID pinId) {
        var attempt = UUID.randomUUID().toString();
        var fact =
                "{\"linkAttemptId\":\"%s\",\"pinId\":\"%s\",\"reason\":\"user\",\"abandonedAt\":\"2026-11-01T10:00:00Z\"}"
                        .formatted(attempt, pinId);
        var message = new ProducerRecord<>(Topics.IDENTITY_LINKS, attempt, fact.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "nl.koppelpunt.identity-links.link-attempt-abandoned.v1",
                        "ce_source", "urn:nld:oin:00000001234567890000:systeem:koppelpunt-identity-link-service",
                        "ce_subject", attempt,
                        "ce_time", "2026-11-01T10:00:00Z",
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(broker(), new StringSerializer(), new ByteArraySerializer())) {
            var _ = producer.send(message);
            producer.flush();
        }
    }

    private List<ConsumerRecord<String, byte[]>> event(UUID pinId, String type) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(broker(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.PINS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < requireNonNull(end.get(each)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        found.removeIf(each ->
                !pinId.toString().equals(each.key()) || !header(each, "ce_type").contains(type));
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private Map<String, Object> broker() {
        return Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers()));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(byte[] content) {
        return json.readValue(content, Map.class);
    }
}
