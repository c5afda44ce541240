// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

/** The Kafka topics, one for each room that publishes; {@code <topic>.dlt} holds what a consumer could not handle. */
public final class Topics {

    public static final String PINS = "koppelpunt.pins";
    public static final String ACCOUNTS = "koppelpunt.accounts";
    public static final String IDENTITY_LINKS = "koppelpunt.identity-links";
    public static final String NOTIFICATIONS = "koppelpunt.notifications";

    private Topics() {}
}
