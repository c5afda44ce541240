// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import nl.koppelpunt.notification.mail.GoAhead;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection that asks for leave before it ends a mail; from that moment until its answer, the mail may be out. The mail
 * library names its loggers after the package of this class.
 */
public final class SmtpConnection extends SMTPTransport {
    private GoAhead goAhead = () -> false;

    public SmtpConnection(Session session, String protocol) {
        super(session, new URLName(protocol, null, -1, null, null, null), protocol, "smtps".equals(protocol));
    }

    public synchronized void send(MimeMessage message, GoAhead leave) throws MessagingException {
        this.goAhead = leave;
        sendMessage(message, message.getAllRecipients());
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        awaitLeave();
        super.finishData();
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
        awaitLeave();
        super.finishBdat();
    }

    /** An {@link IOException} makes the connection close without the end of the mail. */
    private void awaitLeave() throws IOException {
        try {
            if (!goAhead.given()) {
                throw new NoLeaveException();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** The mail was not ended, so it was not sent. */
    public static final class NoLeaveException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
