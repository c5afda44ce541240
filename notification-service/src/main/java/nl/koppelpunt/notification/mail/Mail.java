// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

/** A mail in words, ready to send; it holds what only its reader may see, so it cannot be printed. */
public record Mail(String subject, String text, String html) {
    @Override
    public String toString() {
        return "Mail[redacted]";
    }
}
