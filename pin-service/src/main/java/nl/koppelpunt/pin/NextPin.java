// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Duration;
import java.time.Instant;

/** When the next PIN may be asked, by the clock of the database; a wait of zero means now. */
record NextPin(Instant at, Duration waiting, boolean braked) {
    boolean isNow() {
        return waiting.isZero();
    }
}
