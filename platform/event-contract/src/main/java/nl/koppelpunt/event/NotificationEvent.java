// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import java.time.Instant;
import java.util.UUID;

/** What became of a mail, told by notification-service. */
public sealed interface NotificationEvent extends KoppelpuntEvent {

    UUID deliveryId();

    @Override
    default String subject() {
        return deliveryId().toString();
    }

    /** The mail relay took the mail over. */
    record MailSent(UUID deliveryId, String sourceEventId, String template, Instant sentAt)
            implements NotificationEvent {}

    /** The mail will not be sent without an officer. */
    record MailFailed(UUID deliveryId, String sourceEventId, String template, String reason, Instant failedAt)
            implements NotificationEvent {}
}
