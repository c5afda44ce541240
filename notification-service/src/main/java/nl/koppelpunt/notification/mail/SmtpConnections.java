// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedDeque;
import nl.koppelpunt.notification.mail.smtp.SmtpConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Connections to the mail server, each of one mail at a time and used again for the next: greeting, encryption and log-in
 * cost more than a mail does. There are never more than threads that send.
 */
@Component
class SmtpConnections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnections.class);
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final JavaMailSenderImpl server;
    private final Clock clock;

    SmtpConnections(JavaMailSenderImpl server, OutgoingMailProperties properties, Clock clock) {
        this.server = server;
        this.clock = clock;
        // A server that cannot deliver later tells whoever the mail says it is from: headers, and nothing of what it
        // said.
        server.getJavaMailProperties().setProperty("mail." + protocol(server.getProtocol()) + ".dsn.ret", "HDRS");
        if (properties.starttlsRequired()) {
            var settings = server.getJavaMailProperties();
            settings.setProperty("mail.smtp.starttls.enable", "true");
            settings.setProperty("mail.smtp.starttls.required", "true");
            settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        } else {
            LOG.warn("Mails leave without encryption: koppelpunt.mail.starttls-required is false");
        }
    }

    MimeMessage message() {
        return server.createMimeMessage();
    }

    void send(MimeMessage message, GoAhead goAhead) throws MessagingException {
        var connection = borrow();
        var usable = false;
        try {
            connection.send(message, goAhead);
            usable = true;
        } finally {
            if (usable) {
                idle.push(new Idle(connection, clock.instant()));
            } else {
                closeQuietly(connection);
            }
        }
    }

    private SmtpConnection borrow() throws MessagingException {
        for (var next = idle.poll(); next != null; next = idle.poll()) {
            // The question goes to the server: it may have hung up meanwhile.
            if (next.since().plus(MAX_IDLE).isAfter(clock.instant())
                    && next.connection().isConnected()) {
                return next.connection();
            }
            closeQuietly(next.connection());
        }
        return connect();
    }

    private SmtpConnection connect() throws MessagingException {
        var connection = new SmtpConnection(server.getSession(), protocol(server.getProtocol()));
        try {
            connection.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
            return connection;
        } catch (MessagingException refused) {
            closeQuietly(connection);
            throw refused;
        }
    }

    private static String protocol(@Nullable String configured) {
        return configured == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : configured;
    }

    private static void closeQuietly(SmtpConnection connection) {
        try {
            connection.close();
        } catch (MessagingException gone) {
            LOG.debug("A connection to the mail server was gone already");
        }
    }

    @Override
    public void close() {
        for (var next = idle.poll(); next != null; next = idle.poll()) {
            closeQuietly(next.connection());
        }
    }

    private record Idle(SmtpConnection connection, Instant since) {}
}
