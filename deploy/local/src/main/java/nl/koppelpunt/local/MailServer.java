// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** An SMTP server that takes mail for everyone and keeps it in memory: mails go when the stack stops. */
final class MailServer implements AutoCloseable {

    private final GreenMail server;

    MailServer(int port) {
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    void start() {
        server.start();
    }

    /** Newest first. */
    List<Mail> mails() {
        return read(server.getManagers().getImapHostManager().getAllMessages());
    }

    /** Those of one address, newest first, without reading all others. */
    List<Mail> mailsTo(String address) {
        var user = server.getManagers().getUserManager().getUserByEmail(address);
        if (user == null) {
            return List.of();
        }
        try {
            return read(server.getManagers().getImapHostManager().getInbox(user).getMessages());
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Mail> read(Collection<StoredMessage> messages) {
        return messages.stream()
                .map(MailServer::read)
                .sorted(Comparator.comparing(Mail::receivedAt).reversed())
                .toList();
    }

    Optional<Mail> mail(String id) {
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    private static Mail read(StoredMessage stored) {
        var message = stored.getMimeMessage();
        try {
            var to = addresses(message.getAllRecipients());
            var identity = to + " " + stored.getUid();
            return new Mail(
                    UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    stored.getReceivedDate().toInstant(),
                    addresses(message.getFrom()),
                    to,
                    message.getSubject(),
                    content(message, "text/plain"),
                    content(message, "text/html"));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String addresses(Address[] addresses) {
        return Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", "));
    }

    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (!(part.getContent() instanceof Multipart parts)) {
            return "";
        }
        for (var i = 0; i < parts.getCount(); i++) {
            var content = content(parts.getBodyPart(i), type);
            if (!content.isEmpty()) {
                return content;
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop();
    }
}
