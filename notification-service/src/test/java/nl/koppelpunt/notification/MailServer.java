// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;

/** An SMTP server that can be taken away and put back on the same port. */
public final class MailServer implements AutoCloseable {
    private final int port = freePort();
    private GreenMail server = start();

    public int port() {
        return port;
    }

    public void down() {
        server.stop();
    }

    public void up() {
        server = start();
    }

    public List<MimeMessage> to(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> GreenMailUtil.getHeaders(message).contains("To: " + address))
                .toList();
    }

    public List<MimeMessage> all() {
        return List.of(server.getReceivedMessages());
    }

    public int size() {
        return server.getReceivedMessages().length;
    }

    /** Headers and decoded parts of a mail. */
    public static String read(MimeMessage message) {
        try {
            var parts = (Multipart) message.getContent();
            var whole = new StringBuilder(message.getSubject());
            for (var part = 0; part < parts.getCount(); part++) {
                whole.append('\n').append(parts.getBodyPart(part).getContent());
            }
            return whole.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private GreenMail start() {
        var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
