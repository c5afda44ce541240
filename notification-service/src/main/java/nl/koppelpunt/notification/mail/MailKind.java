// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.util.Locale;

/** What a mail is about: the first word of its texts, and the name of its template where it has one of its own. */
public enum MailKind {
    PIN("pin"),
    LINKED("notice"),
    UNLINKED("notice"),
    REMOVED("notice"),
    PASSWORD_RESET("password-reset"),
    PASSWORD_CHANGED("notice"),
    ACTIVATION_CODE("notice"),
    ACCOUNT_BLOCKED("notice"),
    ACCOUNT_UNBLOCKED("notice"),
    ACCESS_BLOCKED("notice"),
    ACCESS_UNBLOCKED("notice");

    private final String template;

    MailKind(String template) {
        this.template = template;
    }

    /** The name in rows, events and texts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static MailKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String template() {
        return template;
    }
}
