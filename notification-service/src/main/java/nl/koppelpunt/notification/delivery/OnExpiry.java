// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.util.Locale;

/** How a mail ends that could not be sent in time. */
enum OnExpiry {
    /** Its fact means nothing any more, such as a PIN that is over. */
    SKIPPED,
    /** It would still be worth reading, so an officer may have it sent again. */
    ABANDONED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnExpiry of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
