// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Instant;
import nl.koppelpunt.identitylink.session.NewSession;

/** What came of a PIN, or of asking again for what a right PIN began. */
sealed interface Confirmation {

    record Completed(NewSession session) implements Confirmation {}

    /** The same request completed it a moment ago; the new session went with that answer and with no other. */
    record CompletedBefore() implements Confirmation {}

    /** The PIN was right; registering waits for account-service. */
    record Confirmed() implements Confirmation {}

    record Rejected(int triesLeft) implements Confirmation {}

    record Locked(Instant retryAfter) implements Confirmation {}

    record PinExpired() implements Confirmation {}

    record Refused(String reason) implements Confirmation {}

    /** Another request ended the session this one came with. */
    record Overtaken() implements Confirmation {}
}
