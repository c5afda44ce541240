// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

/** Sealed content that no key of ours opens. */
public class UnreadableContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableContentException() {
        super("Sealed content cannot be opened with the keys at hand");
    }
}
