// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.koppelpunt.event.EventTypes;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything around the service goes away while facts come in, and it is killed at work; afterwards there is one delivery
 * for each fact, and a double mail only where a process died between the server's 250 and the commit.
 */
class FaultTests {
    private static final Logger LOG = LoggerFactory.getLogger(FaultTests.class);
    private static final boolean FULL = Boolean.getBoolean("koppelpunt.full");
    private static final int FACTS = FULL ? 1000 : 60;
    private static final int KILLS = FULL ? 8 : 1;
    private static final int LATE = 10;
    /** A bound and no pace: on a quiet machine each wait takes seconds. */
    private static final Duration A_WHILE = Duration.ofMinutes(4);

    private final JsonMapper json = JsonMapper.builder().build();
    private final String run = UUID.randomUUID().toString();

    @Test
    @DisplayName("S-056, S-112, S-113, S-114, S-117: facts = deliveries, whatever is taken away meanwhile")
    void nothingIsLostAndNothingIsDoubledWithoutADeath() throws Exception {
        try (var landscape = new Landscape()) {
            try {
                everythingGoesAway(landscape);
            } catch (ConditionTimeoutException | AssertionError failed) {
                throw new AssertionError(landscape.report(), failed);
            }
        }
    }

    private void everythingGoesAway(Landscape landscape) throws Exception {
        var service = landscape.startService();
        await().atMost(A_WHILE).ignoreExceptions().until(() -> topicsExist(landscape));

        // The mail server is away until some PINs have expired: their rows are moved, not waited for.
        landscape.mails().down();
        publish(landscape, 0, LATE);
        await().atMost(A_WHILE).until(() -> landscape.count("delivery where attempts > 0") == LATE);
        await().atMost(A_WHILE).ignoreExceptions().until(() -> {
            landscape.execute(
                    "update delivery set expires_at = now(), next_attempt_at = now() where status = 'queued'");
            return landscape.count("delivery where status = 'skipped'") == LATE;
        });
        landscape.mails().up();

        var step = (FACTS - LATE) / (KILLS + 1);
        for (var kill = 0; kill < KILLS; kill++) {
            var from = LATE + kill * step;
            var sent = landscape.count("delivery where status = 'sent'");
            publish(landscape, from, from + step);
            await().atMost(A_WHILE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> landscape.count("delivery where status = 'sent'") > sent);
            service.destroyForcibly().waitFor();
            if (kill % 2 == 0) {
                landscape.stopKafka();
                landscape.startKafkaAgain();
            } else {
                landscape.restartDatabase();
            }
            service = landscape.startService();
        }
        await().atMost(A_WHILE).ignoreExceptions().until(() -> topicsExist(landscape));
        var sent = landscape.count("delivery where status = 'sent'");
        publish(landscape, LATE + KILLS * step, FACTS);
        await().atMost(A_WHILE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> landscape.count("delivery where status = 'sent'") > sent);
        landscape.restartDatabase();
        // Asked to stop it ends what it began.
        service.destroy();
        service.waitFor();
        landscape.startService();

        await().atMost(A_WHILE).until(() -> landscape.count("delivery where status in ('sent', 'skipped')") == FACTS);
        await().atMost(A_WHILE).until(() -> landscape.count("outbox_event where published_at is null") == 0);
        assertThat(landscape.count("delivery")).isEqualTo(FACTS);
        assertThat(landscape.count("outbox_event where type like '%mail-sent%'"))
                .isEqualTo(FACTS - LATE);
        assertThat(landscape.count("outbox_event where type like '%mail-failed%'"))
                .isEqualTo(LATE);
        assertThat(landscape.count("delivery where sealed_content is not null")).isZero();
        doublesAreFewAndFold(landscape);
    }

    private void doublesAreFewAndFold(Landscape landscape) {
        var mails = landscape.mails().all().stream().collect(Collectors.groupingBy(FaultTests::recipient));
        var awaited = IntStream.range(LATE, FACTS).mapToObj(this::address).collect(Collectors.toSet());
        assertThat(mails).containsOnlyKeys(awaited);
        assertThat(mails.values())
                .allSatisfy(sent -> assertThat(
                                sent.stream().map(FaultTests::messageId).distinct())
                        .hasSize(1));
        var doubles = mails.values().stream().mapToInt(sent -> sent.size() - 1).sum();
        LOG.info("{} facts, {} kills: {} mails were double", FACTS, KILLS, doubles);
        assertThat(doubles).isBetween(0, KILLS);
    }

    private boolean topicsExist(Landscape landscape) throws Exception {
        try (var admin = Admin.create(landscape.broker())) {
            return admin.describeTopics(List.of(Topics.PINS)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        }
    }

    /** As a relay does: again with the same id until the broker has it. Every tenth fact is told twice. */
    private void publish(Landscape landscape, int from, int to) throws InterruptedException {
        var open = IntStream.range(from, to)
                .boxed()
                .flatMap(fact -> Stream.of(fact, fact).limit(fact % 10 == 0 ? 2 : 1))
                .map(fact -> record(landscape, fact))
                .toList();
        for (var attempt = 0; !open.isEmpty(); attempt++) {
            assertThat(attempt).isLessThan(20);
            open = notTaken(landscape, open);
        }
    }

    private static List<ProducerRecord<String, byte[]>> notTaken(
            Landscape landscape, List<ProducerRecord<String, byte[]>> facts) throws InterruptedException {
        var notTaken = new ArrayList<ProducerRecord<String, byte[]>>();
        try (var producer =
                new KafkaProducer<>(landscape.broker(), new StringSerializer(), new ByteArraySerializer())) {
            var sent = facts.stream().map(producer::send).toList();
            producer.flush();
            for (var fact = 0; fact < sent.size(); fact++) {
                try {
                    sent.get(fact).get();
                } catch (ExecutionException refused) {
                    notTaken.add(facts.get(fact));
                }
            }
        }
        return notTaken;
    }

    private ProducerRecord<String, byte[]> record(Landscape landscape, int fact) {
        var now = Instant.now();
        var sealed = landscape.keys().seal("{\"email\":\"" + address(fact) + "\",\"pin\":\"004217\"}");
        var event = new PinIssued(
                UUID.nameUUIDFromBytes((run + fact).getBytes(StandardCharsets.UTF_8)),
                "link",
                now,
                now.plusSeconds(600),
                "nl",
                sealed);
        var message = new ProducerRecord<>(Topics.PINS, event.subject(), json.writeValueAsBytes(event));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        run + "-" + fact,
                        "ce_type",
                        EventTypes.typeOf(PinIssued.class),
                        "ce_source",
                        "urn:nld:oin:00000001234567890000:systeem:koppelpunt-pin-service",
                        "ce_subject",
                        event.subject(),
                        "ce_time",
                        now.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private String address(int fact) {
        return "naam" + fact + "." + run + "@school.example";
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
