// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    @Test
    @DisplayName("S-056, S-112, S-113, S-114, S-117: facts = deliveries, whatever is taken away meanwhile")
    void nothingIsLostAndNothingIsDoubledWithoutADeath() throws Exception {
        try (var landscape = new Landscape("fault-tests")) {
            try {
                everythingGoesAway(landscape);
            } catch (ConditionTimeoutException | AssertionError failed) {
                throw new AssertionError(landscape.report(), failed);
            }
        }
    }

    private void everythingGoesAway(Landscape landscape) throws Exception {
        var facts = new Facts(landscape);
        var service = landscape.startService(Map.of());
        facts.awaitTopics(A_WHILE);

        // The mail server is away until some PINs have expired: their rows are moved, not waited for.
        landscape.mails().down();
        facts.publish(0, LATE);
        await().atMost(A_WHILE).until(() -> landscape.count("delivery where attempts > 0") == LATE);
        await().atMost(A_WHILE).ignoreExceptions().until(() -> {
            landscape
                    .surroundings()
                    .execute("update delivery set expires_at = now(), next_attempt_at = now() where status = 'queued'");
            return landscape.count("delivery where status = 'skipped'") == LATE;
        });
        landscape.mails().up();

        var step = (FACTS - LATE) / (KILLS + 1);
        for (var kill = 0; kill < KILLS; kill++) {
            var from = LATE + kill * step;
            var sent = landscape.count("delivery where status = 'sent'");
            facts.publish(from, from + step);
            await().atMost(A_WHILE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> landscape.count("delivery where status = 'sent'") > sent);
            service.destroyForcibly().waitFor();
            if (kill % 2 == 0) {
                landscape.surroundings().killBrokers(1);
                landscape.surroundings().startBrokers();
            } else {
                landscape.surroundings().restartDatabase();
            }
            service = landscape.startService(Map.of());
        }
        facts.awaitTopics(A_WHILE);
        var sent = landscape.count("delivery where status = 'sent'");
        facts.publish(LATE + KILLS * step, FACTS);
        await().atMost(A_WHILE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> landscape.count("delivery where status = 'sent'") > sent);
        landscape.surroundings().restartDatabase();
        if (FULL) {
            // Asked to stop it ends what it began.
            service.destroy();
            service.waitFor();
            landscape.startService(Map.of());
        }

        await().atMost(A_WHILE).until(() -> landscape.count("delivery where status in ('sent', 'skipped')") == FACTS);
        await().atMost(A_WHILE).until(() -> landscape.count("outbox_event where published_at is null") == 0);
        assertThat(landscape.count("delivery")).isEqualTo(FACTS);
        assertThat(landscape.count("outbox_event where type like '%mail-sent%'"))
                .isEqualTo(FACTS - LATE);
        assertThat(landscape.count("outbox_event where type like '%mail-failed%'"))
                .isEqualTo(LATE);
        assertThat(landscape.count("delivery where sealed_content is not null")).isZero();
        doublesAreFewAndFold(landscape, facts);
    }

    private void doublesAreFewAndFold(Landscape landscape, Facts facts) {
        var mails = landscape.mails().all().stream().collect(Collectors.groupingBy(FaultTests::recipient));
        var awaited = IntStream.range(LATE, FACTS).mapToObj(facts::address).collect(Collectors.toSet());
        assertThat(mails).containsOnlyKeys(awaited);
        assertThat(mails.values())
                .allSatisfy(sent -> assertThat(
                                sent.stream().map(FaultTests::messageId).distinct())
                        .hasSize(1));
        var doubles = mails.values().stream().mapToInt(sent -> sent.size() - 1).sum();
        LOG.info("{} facts, {} kills: {} mails were double", FACTS, KILLS, doubles);
        assertThat(doubles).isBetween(0, KILLS);
    }

    static String recipient(MimeMessage mail) {
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
