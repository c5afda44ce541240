// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

/**
 * A fact one service tells the others. Carries opaque ids and states; whatever only the mailer may read travels sealed,
 * in components named {@code sealed…}.
 */
public sealed interface KoppelpuntEvent permits PinEvent, AccountEvent, IdentityLinkEvent, NotificationEvent {

    /** The id of the aggregate the fact is about: events with the same subject keep their order. */
    String subject();
}
