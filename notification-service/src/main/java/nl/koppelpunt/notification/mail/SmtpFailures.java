// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import nl.koppelpunt.notification.mail.smtp.SmtpConnection;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a refusal for good from a failure that passes. For good is only what is about this mail or its address: a server
 * that will not have our sender, our log-in or our order of commands is set up wrongly, and so would be every other mail.
 */
final class SmtpFailures {
    /** Bad sequence of commands, authentication required, mechanism too weak or needing encryption, credentials refused. */
    private static final Set<Integer> ABOUT_OUR_SET_UP = Set.of(503, 530, 534, 535, 538);

    private static final String SENDER = "MAIL ";

    private SmtpFailures() {}

    static SendOutcome outcomeOf(MessagingException failed) {
        if (failed.getNextException() instanceof SmtpConnection.NoLeaveException) {
            return new SendOutcome.Overdue();
        }
        var reply = failed instanceof AuthenticationFailedException ? Reply.NONE : replyTo(failed);
        if (reply.isForGood()) {
            return new SendOutcome.Refused("smtp-" + reply.code());
        }
        return new SendOutcome.Unreachable(reply.code() > 0 ? "smtp-" + reply.code() : "smtp-unreachable");
    }

    /** The answer about the address counts before the answer about the mail as a whole. */
    private static Reply replyTo(MessagingException failed) {
        var address = Reply.NONE;
        var whole = Reply.NONE;
        var seen = new HashSet<Throwable>();
        var open = new ArrayDeque<Throwable>();
        open.add(failed);
        while (!open.isEmpty()) {
            var next = open.poll();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof SMTPAddressFailedException refused) {
                address = new Reply(refused.getCommand(), refused.getReturnCode());
            } else if (next instanceof SMTPSendFailedException refused) {
                whole = new Reply(refused.getCommand(), refused.getReturnCode());
            }
            if (next instanceof MessagingException chained) {
                addIfPresent(open, chained.getNextException());
            }
            addIfPresent(open, next.getCause());
        }
        return address.code() > 0 ? address : whole;
    }

    private static void addIfPresent(ArrayDeque<Throwable> open, @Nullable Throwable next) {
        if (next != null) {
            open.add(next);
        }
    }

    private record Reply(String command, int code) {
        /** Where the server gave no answer. */
        static final Reply NONE = new Reply("", 0);

        boolean isForGood() {
            return code >= 500 && code < 600 && !command.startsWith(SENDER) && !ABOUT_OUR_SET_UP.contains(code);
        }
    }
}
