// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import nl.koppelpunt.notification.MailServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.scheduler.Schedulers;

/** What the answers of a mail server mean, on a socket that gives just those answers. */
class MailerTests {
    private static final Locale DUTCH = Locale.forLanguageTag("nl");
    private static final String TO = "naam@school.example";
    private static final Mail MAIL = new Mail("Onderwerp", "tekst", "<p>tekst</p>");

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550, Refused, smtp-550",
        "RCPT, 450, Unreachable, smtp-450",
        "DATA, 554, Refused, smtp-554",
        "DATA, 421, Unreachable, smtp-421",
        "MAIL, 451, Unreachable, smtp-451",
        "MAIL, 550, Unreachable, smtp-550",
        "MAIL, 530, Unreachable, smtp-530",
        "RCPT, 530, Unreachable, smtp-530",
        "DATA, 535, Unreachable, smtp-535",
        "RCPT, 503, Unreachable, smtp-503"
    })
    @DisplayName(
            "S-117: for good is what is about this mail or address; what is about our own set-up is mended and passes")
    void fiveHundredAboutTheMailIsForGoodAllElsePasses(String command, int code, String kind, String reason)
            throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, command, code));
            var outcome = send(server.getLocalPort(), "naam@school.example");
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(outcome.toString()).contains(reason).doesNotContain("naam@");
        }
    }

    @Test
    void noServerPasses() throws Exception {
        var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.close();
        assertThat(send(server.getLocalPort(), "naam@school.example"))
                .isEqualTo(new SendOutcome.Unreachable("smtp-unreachable"));
    }

    @ParameterizedTest
    @CsvSource({
        "'naam@school.example\r\nBcc: ander@school.example'",
        "'naam@school.example, ander@school.example'",
        "not-an-address@"
    })
    void anAddressThatBendsTheHeaderIsRefused(String address) {
        assertThat(send(1, address)).isEqualTo(new SendOutcome.Refused("address-invalid"));
    }

    @Test
    @DisplayName("S-114: without leave a mail is not ended, and a mail without an end is none")
    void aMailThatHasNoLeaveIsNotSent() {
        try (var server = new MailServer()) {
            var mailer = mailer(server.port(), false);
            assertThat(mailer.send(UUID.randomUUID(), TO, DUTCH, MAIL, () -> false)
                            .block())
                    .isEqualTo(new SendOutcome.Overdue());
            assertThat(send(mailer, TO)).isEqualTo(new SendOutcome.Sent());
            assertThat(server.size()).isOne();
        }
    }

    @Test
    void aConnectionIsUsedForTheNextMail() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var connections = new AtomicInteger();
            Thread.ofVirtual().start(() -> serve(server, connections, 1000));
            var mailer = mailer(server.getLocalPort(), false);
            for (var mail = 0; mail < 5; mail++) {
                assertThat(send(mailer, TO)).isEqualTo(new SendOutcome.Sent());
            }
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void aConnectionTheServerHungUpIsReplaced() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var connections = new AtomicInteger();
            Thread.ofVirtual().start(() -> serve(server, connections, 1));
            var mailer = mailer(server.getLocalPort(), false);
            for (var mail = 0; mail < 3; mail++) {
                assertThat(send(mailer, TO)).isEqualTo(new SendOutcome.Sent());
            }
            assertThat(connections).hasValue(3);
        }
    }

    @Test
    @DisplayName("S-056: a bounce is asked to bring back the headers alone, so no PIN")
    void aBounceBringsBackNothingOfTheMail() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var heard = new ConcurrentLinkedQueue<String>();
            Thread.ofVirtual().start(() -> answer(server, "DATA", 550, heard));
            send(server.getLocalPort(), TO);
            assertThat(heard).anyMatch(line -> line.startsWith("MAIL FROM:") && line.endsWith(" RET=HDRS"));
        }
    }

    @Test
    void withoutEncryptionNothingIsSaidWhereItIsRequired() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var heard = new ConcurrentLinkedQueue<String>();
            Thread.ofVirtual().start(() -> answer(server, "NONE", 0, heard));
            assertThat(send(mailer(server.getLocalPort(), true), TO))
                    .isEqualTo(new SendOutcome.Unreachable("smtp-unreachable"));
            assertThat(heard).allMatch(line -> line.startsWith("EHLO") || line.startsWith("QUIT"));
        }
    }

    @Test
    void whereTheServerOffersItTheMailGoesEncrypted() throws Exception {
        try (var server = new EncryptedMailServer()) {
            assertThat(send(server.mailer(), TO)).isEqualTo(new SendOutcome.Sent());
            assertThat(server.heardInClear()).containsExactly("EHLO", "STARTTLS");
            assertThat(server.heardEncrypted()).contains("EHLO", "MAIL", "RCPT", "DATA");
        }
    }

    private static SendOutcome send(int port, String address) {
        return send(mailer(port, false), address);
    }

    private static SendOutcome send(Mailer mailer, String address) {
        var outcome =
                mailer.send(UUID.randomUUID(), address, DUTCH, MAIL, () -> true).block();
        return Objects.requireNonNull(outcome);
    }

    private static Mailer mailer(int port, boolean starttlsRequired) {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        return mailer(smtp, starttlsRequired);
    }

    static Mailer mailer(JavaMailSenderImpl smtp, boolean starttlsRequired) {
        return mailer(smtp, starttlsRequired, Clock.systemUTC());
    }

    static Mailer mailer(JavaMailSenderImpl smtp, boolean starttlsRequired, Clock clock) {
        var properties = TestMailProperties.withStarttls(starttlsRequired);
        return new Mailer(new SmtpConnections(smtp, properties, clock), properties, Schedulers.boundedElastic(), clock);
    }

    /** Takes so many mails on a connection, then hangs up. */
    private static void serve(ServerSocket server, AtomicInteger connections, int mails) {
        while (!server.isClosed()) {
            try (var socket = server.accept();
                    var in = reader(socket)) {
                connections.incrementAndGet();
                say(socket, "220 test");
                var taken = 0;
                for (var line = in.readLine(); line != null && taken < mails; line = in.readLine()) {
                    if (line.equals("DATA")) {
                        say(socket, "354 go on");
                        while (!".".equals(in.readLine())) {
                            // The mail itself.
                        }
                        say(socket, "250 ok");
                        taken++;
                    } else {
                        say(socket, line.equals("QUIT") ? "221 bye" : "250 ok");
                    }
                    if (taken == mails) {
                        break;
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void answer(ServerSocket server, String refusedCommand, int code) {
        answer(server, refusedCommand, code, new ConcurrentLinkedQueue<>());
    }

    private static void answer(ServerSocket server, String refusedCommand, int code, Queue<String> heard) {
        try (var socket = server.accept();
                var in = reader(socket)) {
            say(socket, "220 test");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                var command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                if (command.equals(refusedCommand)) {
                    say(socket, code + " <naam@school.example> no");
                } else {
                    say(
                            socket,
                            switch (command) {
                                case "EHLO" -> "250-test\r\n250 DSN";
                                case "QUIT" -> "221 bye";
                                default -> "250 ok";
                            });
                }
            }
        } catch (IOException closed) {
            // The client hung up, which is how these conversations end.
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
