// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

/** Leave to end a mail. */
@FunctionalInterface
public interface GoAhead {
    /**
     * Asked on the thread that sends, which may wait here, when all of a mail has been said but its end: a mail server
     * forgets a mail that has no end.
     */
    boolean given() throws InterruptedException;
}
