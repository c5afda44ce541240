// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Hands mails to the mail server, off the event loop. */
@Component
public class Mailer {
    private final SmtpConnections smtp;
    private final OutgoingMailProperties properties;
    private final Scheduler sending;
    private final Clock clock;

    Mailer(SmtpConnections smtp, OutgoingMailProperties properties, Scheduler sending, Clock clock) {
        this.smtp = smtp;
        this.properties = properties;
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * The same id gives the same Message-ID, so that a mail client can fold a double (S-114).
     *
     * @param goAhead asked before the mail is ended; without it, the mail is not sent
     */
    public Mono<SendOutcome> send(UUID id, String recipient, Locale locale, Mail mail, GoAhead goAhead) {
        return Mono.fromCallable(() -> send(message(id, recipient, locale, mail), goAhead))
                .subscribeOn(sending)
                .onErrorResume(AddressException.class, bad -> Mono.just(new SendOutcome.Refused("address-invalid")))
                .onErrorResume(
                        RejectedExecutionException.class, full -> Mono.just(new SendOutcome.Unreachable("queue-full")));
    }

    private SendOutcome send(MimeMessage message, GoAhead goAhead) {
        try {
            smtp.send(message, goAhead);
            return new SendOutcome.Sent();
        } catch (MessagingException failed) {
            return SmtpFailures.outcomeOf(failed);
        }
    }

    private MimeMessage message(UUID id, String recipient, Locale locale, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        var message = smtp.message();
        message.setFrom(new InternetAddress(properties.from(), properties.portalName(), StandardCharsets.UTF_8.name()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", locale.toLanguageTag());
        message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        message.saveChanges();
        // After saving, which makes one of its own.
        message.setHeader("Message-ID", "<" + id + "@" + properties.domain() + ">");
        return message;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }
}
