// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.notification.MailServer;
import nl.koppelpunt.notification.NotificationServiceTest;
import nl.koppelpunt.platform.consumption.ReceivedEvent;
import nl.koppelpunt.platform.test.MailKeys;
import nl.koppelpunt.platform.test.TestTokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Officers see what became of mails, and have those that failed sent again. */
@NotificationServiceTest
class DeliveryApiTests {
    private static final String ROOT = "/api/notifications/v1";
    private static final Map<String, Object> WHY = Map.of("reason", "relay-repaired");

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final String user = "naam." + UUID.randomUUID() + "@school.example";
    private final String eventId = UUID.randomUUID().toString();

    @Autowired
    private MailServer mails;

    @Autowired
    private MailKeys keys;

    @Autowired
    private TestTokens tokens;

    @Autowired
    private DeliveryIntake intake;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private JsonMapper json;

    @Autowired
    private RequestMappingHandlerMapping handlers;

    @LocalServerPort
    private int port;

    private WebTestClient http;

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port + ROOT)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @Test
    void onlyOfficersMayLook() {
        http.get().uri("/deliveries").exchange().expectStatus().isUnauthorized();
        for (var token : List.of(
                tokens.machine("pins:issue"), tokens.staff("reader"), tokens.internal("notification-service"))) {
            get("/deliveries", token).expectStatus().isForbidden();
        }
        get("/deliveries", tokens.staff("helpdesk")).expectStatus().isOk();
    }

    @Test
    void aMailThatFailedIsSeenWithItsAttemptsAndWithoutItsAddress() {
        var id = failed(notice());
        var seen = answer(get("/deliveries/" + id, officer()), HttpStatus.OK);
        assertThat(validate("DeliveryWithHistory", seen)).isEmpty();
        assertThat(seen.at("/delivery/status").asString()).isEqualTo("failed");
        assertThat(seen.at("/delivery/recipient").asString()).isEqualTo("n…@school.example");
        assertThat(seen.at("/history/0/reason").asString()).isEqualTo("smtp-550");
        assertThat(seen.toString()).doesNotContain(user).doesNotContain("KvK");
    }

    @Test
    void aMailThatFailedIsSentAgainOnceHoweverOftenItIsAsked() {
        var id = failed(notice());
        for (var times = 0; times < 2; times++) {
            var answer = answer(post(id, WHY), HttpStatus.ACCEPTED);
            assertThat(validate("Delivery", answer)).isEmpty();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> mails.to(user).size() == 1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> "sent".equals(status(id)));
        assertThat(count("audit_event where action = 'mail-redelivered' and object_id = '" + id + "'"))
                .isOne();
        assertThat(answer(post(id, WHY), HttpStatus.CONFLICT).path("code").asString())
                .isEqualTo("not-resendable");
        assertThat(mails.to(user)).hasSize(1);
    }

    @Test
    void aPinThatIsOverIsNotSentAgain() {
        var now = Instant.now();
        var sealed = keys.seal("{\"email\": \"" + user + "\", \"pin\": \"004217\"}");
        var id = failed(new PinIssued(UUID.randomUUID(), "link", now, now.plusSeconds(600), "nl", sealed));
        execute("update delivery set expires_at = now() where id = '" + id + "'");
        answer(post(id, WHY), HttpStatus.CONFLICT);
        assertThat(mails.to(user)).isEmpty();
    }

    @Test
    void badInputIsAProblemAndChangesNothing() {
        var id = failed(notice());
        var problem = answer(post(id, Map.of("reason", "Because Jan said so")), HttpStatus.BAD_REQUEST);
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("reason");
        assertThat(validate("Problem", problem)).isEmpty();
        answer(get("/deliveries?status=lost", officer()), HttpStatus.BAD_REQUEST);
        answer(get("/deliveries?after=x", officer()), HttpStatus.BAD_REQUEST);
        answer(post(UUID.randomUUID(), WHY), HttpStatus.NOT_FOUND);
        answer(get("/deliveries/" + UUID.randomUUID(), officer()), HttpStatus.NOT_FOUND);
        assertThat(status(id)).isEqualTo("failed");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrDouble() {
        execute("""
                insert into delivery (id, source_event_id, subject_id, template, role, locale, recipient, recipient_index,
                    facts, happened_at, expires_at, on_expiry, status, reason, ended_at, created_at)
                select gen_random_uuid(), '%1$s' || n, 's', 'pin', 'user', 'nl', d.recipient, d.recipient_index, '{}',
                    now(), now(), 'skipped', 'skipped', 'expired', now(), now() - interval '1 day'
                from generate_series(1, 120) n, delivery d where d.id = '%2$s'""".formatted(eventId, failed(notice())));
        var seen = new TreeSet<String>();
        var next = "";
        var pages = 0;
        do {
            var page = answer(
                    get("/deliveries?status=skipped" + (next.isEmpty() ? "" : "&after=" + next), officer()),
                    HttpStatus.OK);
            assertThat(validate("Page", page)).isEmpty();
            page.path("deliveries")
                    .valueStream()
                    .filter(each -> each.path("sourceEventId").asString().startsWith(eventId))
                    .forEach(each ->
                            assertThat(seen.add(each.path("id").asString())).isTrue());
            next = page.path("next").asString("");
            pages++;
        } while (!next.isEmpty());
        assertThat(seen).hasSize(120);
        assertThat(pages).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theDescriptionIsWhatIsAnswered() {
        var document = document();
        http.get()
                .uri("/openapi.json")
                .exchange()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("API-Version", document.at("/info/version").asString());
        var described = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + ROOT + path.getKey())));
        var answered = new TreeSet<String>();
        handlers.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> answered.add(method + " " + pattern.getPatternString()))));
        assertThat(answered).filteredOn(each -> each.contains(ROOT)).containsExactlyElementsOf(described);
        assertThat(document.findParents("example")).isNotEmpty().allSatisfy(content -> {
            var name = content.at("/schema/$ref").asString();
            assertThat(validate(name.substring(name.lastIndexOf('/') + 1), content.path("example")))
                    .isEmpty();
        });
    }

    private InstitutionAdded notice() {
        var sealed =
                keys.seal("{\"organisation\": \"KvK 12345678\", \"recipients\": [{\"role\": \"user\", \"email\": \""
                        + user + "\"}]}");
        return new InstitutionAdded(
                UUID.randomUUID(), UUID.randomUUID(), "10AB", "De Regenboog", "account", "nl", Instant.now(), sealed);
    }

    /** As if the mail server had refused the address for good. */
    private UUID failed(KoppelpuntEvent event) {
        return requireNonNull(intake.accept(new ReceivedEvent<>(eventId, Instant.now(), event))
                .map(List::getFirst)
                .flatMap(id -> database.sql("""
                                with refused as (
                                    update delivery set status = 'failed', reason = 'smtp-550', attempts = 1,
                                        ended_at = now()
                                    where id = :id returning id)
                                insert into delivery_attempt (delivery_id, number, ended_at, outcome, reason)
                                select id, 1, now(), 'failed', 'smtp-550' from refused""").bind("id", id).then().thenReturn(id))
                .as(transaction::transactional)
                .block());
    }

    private String status(UUID id) {
        return requireNonNull(database.sql("select status from delivery where id = :id")
                .bind("id", id)
                .mapValue(String.class)
                .one()
                .block());
    }

    private long count(String what) {
        return requireNonNull(database.sql("select count(*) from " + what)
                .mapValue(Long.class)
                .one()
                .block());
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }

    private String officer() {
        return tokens.staff("helpdesk");
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private WebTestClient.ResponseSpec post(UUID id, Map<String, Object> body) {
        return http.post()
                .uri("/deliveries/" + id + "/redeliveries")
                .headers(headers -> headers.setBearerAuth(officer()))
                .bodyValue(body)
                .exchange();
    }

    private JsonNode answer(WebTestClient.ResponseSpec response, HttpStatus status) {
        return json.readTree(requireNonNull(response.expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private JsonNode document() {
        return json.readTree(requireNonNull(http.get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private List<com.networknt.schema.Error> validate(String schema, JsonNode instance) {
        var root = (ObjectNode) document();
        root.put("$ref", "#/components/schemas/" + schema);
        return schemas.getSchema(root.toString())
                .validate(
                        instance.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
