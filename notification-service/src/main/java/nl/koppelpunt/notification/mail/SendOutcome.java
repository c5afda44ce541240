// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

/** What the mail server made of it; a reason is a code, never the server's own words, which quote the address. */
public sealed interface SendOutcome {
    record Sent() implements SendOutcome {}

    /** For good: sending it again gives the same answer. */
    record Refused(String reason) implements SendOutcome {}

    /** For now: worth another try. */
    record Unreachable(String reason) implements SendOutcome {}

    /** Not ended, so not sent: it waited so long for its turn that another process may have taken the mail over. */
    record Overdue() implements SendOutcome {}
}
