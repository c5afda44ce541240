// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Instant;
import java.util.Map;
import nl.koppelpunt.notification.mail.MailKind;

/** A mail that a fact asks for, before it has a row; facts hold nothing secret and nothing personal. */
record DeliveryDraft(
        String sourceEventId,
        String subjectId,
        MailKind kind,
        String role,
        String locale,
        String recipient,
        Map<String, String> facts,
        String sealedContent,
        Instant happenedAt,
        Instant expiresAt,
        OnExpiry onExpiry) {
    @Override
    public String toString() {
        return "DeliveryDraft[sourceEventId=" + sourceEventId + ", kind=" + kind.label() + "]";
    }
}
