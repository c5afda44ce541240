// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A PIN as somebody filled it in.
 *
 * @param form what the form it came in is called, and is called again until the PIN was judged; absent as {@code tryId}
 * @param tryId the same for the same form sent twice; absent for a form that is none of ours
 */
record TypedPin(
        String digits, @Nullable String form, @Nullable UUID tryId) {

    @Override
    public String toString() {
        return "TypedPin[redacted]";
    }
}
