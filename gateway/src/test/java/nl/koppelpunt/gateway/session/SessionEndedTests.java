// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.IdentityLinkEvent.SessionEnded;
import nl.koppelpunt.event.Topics;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

@GatewayTest
@Import(KafkaTestSupport.class)
@DisplayName("S-095 a session that ended elsewhere ends here")
class SessionEndedTests {

    private static final String SESSION = "/api/links/v1/session";

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    KafkaConnectionDetails kafka;

    @Autowired
    JsonMapper json;

    @Test
    void cachedTokenIsDroppedWhenTheEventComesIn() {
        browser.startAnew();
        var session = Sessions.signedIn(identityLink);
        identityLink.answers("GET " + SESSION, 200, "{}");
        assertThat(tokenOfARead()).isEqualTo("Bearer portal-token");
        Sessions.anonymous(identityLink);
        assertThat(tokenOfARead()).isEqualTo("Bearer portal-token");

        try (var producer = producer()) {
            // Told more than once: the replica may still be finding the topic that this test makes.
            await().atMost(Duration.ofSeconds(50))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        producer.send(ended(session)).get(10, TimeUnit.SECONDS);
                        assertThat(tokenOfARead()).isEmpty();
                    });
        }
    }

    private String tokenOfARead() {
        Browser.page(browser.client().get().uri(SESSION).cookie("session", browser.session()));
        return identityLink.asked("GET " + SESSION).getLast().header("Authorization");
    }

    private ProducerRecord<String, byte[]> ended(UUID session) {
        var event = new SessionEnded(session, "log-out", Instant.now());
        var message = new ProducerRecord<>(Topics.IDENTITY_LINKS, event.subject(), json.writeValueAsBytes(event));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", EventTypes.typeOf(SessionEnded.class),
                        "ce_source", "urn:nld:oin:00000001234567890000:systeem:koppelpunt-identity-link-service",
                        "ce_time", Instant.now().toString(),
                        "ce_subject", event.subject(),
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers())),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
