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
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.scheduler.Schedulers;

/** What the answers of a mail server mean, on a socket that gives just those answers. */
class MailerTests {
    private static final Mail MAIL = new Mail("Onderwerp", "tekst", "<p>tekst</p>");

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550, Refused, smtp-550",
        "RCPT, 450, Unreachable, smtp-450",
        "DATA, 554, Refused, smtp-554",
        "DATA, 421, Unreachable, smtp-421",
        "MAIL, 451, Unreachable, smtp-451"
    })
    void fiveHundredIsForGoodFourHundredPasses(String command, int code, String kind, String reason) throws Exception {
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

    private static SendOutcome send(int port, String address) {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        var properties = TestMailProperties.withKeys(Path.of("unused"));
        var outcome = new Mailer(smtp, properties, Schedulers.boundedElastic())
                .send(UUID.randomUUID(), address, Locale.forLanguageTag("nl"), MAIL)
                .block();
        assertThat(outcome).isNotNull();
        return Objects.requireNonNull(outcome);
    }

    private static void answer(ServerSocket server, String refusedCommand, int code) {
        try (var socket = server.accept();
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(socket, "220 test");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                if (command.equals(refusedCommand)) {
                    say(socket, code + " <naam@school.example> no");
                } else {
                    say(socket, command.equals("QUIT") ? "221 bye" : "250 ok");
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
