// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;

/** S-117: a mail server that says nothing any more costs one mail its time-out, and no mail waits for ever. */
class SmtpConnectionsTests {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Mail MAIL = new Mail("Onderwerp", "tekst", "<p>tekst</p>");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @Test
    @DisplayName("S-117: a server that does not answer is given up, also when all is encrypted from the start")
    void theTimeOutsHoldForEveryProtocol() throws IOException {
        // Nobody takes the connection, which is there all the same.
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var smtp = server(silent.getLocalPort());
            smtp.setProtocol("smtps");
            smtp.getJavaMailProperties().setProperty("mail.smtp.timeout", "200");
            assertThat(send(MailerTests.mailer(smtp, false)).block(BOUND))
                    .isEqualTo(new SendOutcome.Unreachable("smtp-unreachable"));
        }
    }

    @Test
    @DisplayName("S-117: when one connection turns out to be dead, no time-out is spent on the others")
    void oneDeadConnectionIsEnoughToDropAll() throws IOException {
        try (var server = new TaciturnMailServer((connection, command) -> connection <= 2 && command.equals("NOOP"))) {
            var smtp = server(server.port());
            smtp.getJavaMailProperties().setProperty("mail.smtp.timeout", "4000");
            var mailer = MailerTests.mailer(smtp, false);
            sendTwoAtOnce(mailer);
            assertThat(send(mailer).block(BOUND)).isEqualTo(new SendOutcome.Sent());
            assertThat(server.heard("NOOP")).isOne();
            assertThat(server.heard()).hasSize(3);
        }
    }

    @Test
    @DisplayName("S-117: a connection that was idle too long is closed without waiting for the good-bye of the server")
    void goodByesAreNotWaitedFor() throws IOException {
        try (var server = new TaciturnMailServer((connection, command) -> command.equals("QUIT"))) {
            var mailer = MailerTests.mailer(server(server.port()), false, clock());
            assertThat(send(mailer).block(BOUND)).isEqualTo(new SendOutcome.Sent());
            now.updateAndGet(instant -> instant.plusSeconds(31));
            assertThat(send(mailer).block(BOUND)).isEqualTo(new SendOutcome.Sent());
            assertThat(server.heard("NOOP")).isZero();
            assertThat(server.heard()).hasSize(2);
        }
    }

    @Test
    void aConnectionThatIsNotNeededAnyMoreIsClosedWhileAnotherIsUsed() throws IOException {
        try (var server = new TaciturnMailServer((connection, command) -> false)) {
            var mailer = MailerTests.mailer(server(server.port()), false, clock());
            sendTwoAtOnce(mailer);
            for (var times = 0; times < 2; times++) {
                now.updateAndGet(instant -> instant.plusSeconds(20));
                assertThat(send(mailer).block(BOUND)).isEqualTo(new SendOutcome.Sent());
            }
            Awaitility.await().atMost(BOUND).until(() -> server.heard("QUIT") == 1);
            assertThat(server.heard()).hasSize(2);
        }
    }

    private static void sendTwoAtOnce(Mailer mailer) {
        var begun = new CountDownLatch(2);
        GoAhead together = () -> {
            begun.countDown();
            return begun.await(BOUND.toSeconds(), TimeUnit.SECONDS);
        };
        var both = Mono.zip(send(mailer, together), send(mailer, together)).block(BOUND.multipliedBy(2));
        assertThat(both).containsOnly(new SendOutcome.Sent());
    }

    private static Mono<SendOutcome> send(Mailer mailer) {
        return send(mailer, () -> true);
    }

    private static Mono<SendOutcome> send(Mailer mailer, GoAhead goAhead) {
        return mailer.send(UUID.randomUUID(), "naam@school.example", Locale.forLanguageTag("nl"), MAIL, goAhead);
    }

    private static JavaMailSenderImpl server(int port) {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        return smtp;
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }
}
