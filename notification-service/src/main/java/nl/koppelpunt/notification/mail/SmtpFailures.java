// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.HashSet;
import nl.koppelpunt.notification.mail.smtp.SmtpConnection;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Tells a refusal for good (5xx about this mail) from a failure that passes (4xx, no server, our own log-in). */
final class SmtpFailures {
    private SmtpFailures() {}

    static SendOutcome outcomeOf(MessagingException failed) {
        if (failed.getNextException() instanceof SmtpConnection.NoLeaveException) {
            return new SendOutcome.Overdue();
        }
        var code = failed instanceof AuthenticationFailedException ? 0 : replyCode(failed);
        if (code >= 500 && code < 600) {
            return new SendOutcome.Refused("smtp-" + code);
        }
        return new SendOutcome.Unreachable(code > 0 ? "smtp-" + code : "smtp-unreachable");
    }

    /** The answer about the address counts before the answer about the mail as a whole; 0 where the server gave none. */
    private static int replyCode(MessagingException failed) {
        var address = 0;
        var whole = 0;
        var seen = new HashSet<Throwable>();
        var open = new ArrayDeque<Throwable>();
        open.add(failed);
        while (!open.isEmpty()) {
            var next = open.poll();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof SMTPAddressFailedException refused) {
                address = refused.getReturnCode();
            } else if (next instanceof SMTPSendFailedException refused) {
                whole = refused.getReturnCode();
            }
            if (next instanceof MessagingException chained) {
                addIfPresent(open, chained.getNextException());
            }
            addIfPresent(open, next.getCause());
        }
        return address > 0 ? address : Math.max(whole, 0);
    }

    private static void addIfPresent(ArrayDeque<Throwable> open, @Nullable Throwable next) {
        if (next != null) {
            open.add(next);
        }
    }
}
