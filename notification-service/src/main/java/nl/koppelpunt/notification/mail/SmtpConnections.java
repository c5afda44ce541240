// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
    private static final String SMTP = "mail.smtp.";
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final JavaMailSenderImpl server;
    private final Clock clock;

    SmtpConnections(JavaMailSenderImpl server, OutgoingMailProperties properties, Clock clock) {
        this.server = server;
        this.clock = clock;
        var settings = server.getJavaMailProperties();
        if (properties.starttlsRequired()) {
            settings.setProperty(SMTP + "starttls.enable", "true");
            settings.setProperty(SMTP + "starttls.required", "true");
            settings.setProperty(SMTP + "ssl.checkserveridentity", "true");
        } else {
            LOG.warn("Mails leave without encryption: koppelpunt.mail.starttls-required is false");
        }
        // A server that cannot deliver later tells the sender: headers, and nothing of what the mail said.
        settings.setProperty(SMTP + "dsn.ret", "HDRS");
        // A good-bye that is not answered, as by a server that is gone, would hold up the next mail.
        settings.putIfAbsent(SMTP + "quitwait", "false");
        // The library reads the settings of a protocol by its name: a time-out must hold for whichever is used.
        Map.copyOf(settings).forEach((name, value) -> settings.putIfAbsent(named(name.toString()), value));
    }

    private String named(String setting) {
        return setting.startsWith(SMTP)
                ? "mail." + protocol(server.getProtocol()) + "." + setting.substring(SMTP.length())
                : setting;
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
        closeOld();
        var next = idle.poll();
        if (next == null) {
            return connect();
        }
        // The question goes to the server. One that is gone without a word takes a whole time-out to be found out:
        // the others are not asked as well.
        if (next.connection().isConnected()) {
            return next.connection();
        }
        closeQuietly(next.connection());
        close();
        return connect();
    }

    /** The last used one goes first, so those at the end have waited longest. */
    private void closeOld() {
        var oldest = clock.instant().minus(MAX_IDLE);
        for (var last = idle.peekLast(); last != null && !last.since().isAfter(oldest); last = idle.peekLast()) {
            if (idle.removeLastOccurrence(last)) {
                closeQuietly(last.connection());
            }
        }
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
