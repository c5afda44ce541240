// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Duration;

/** What a caller asks: a PIN for this purpose, to this address, bound to this, counted under this subject. */
record PinRequest(
        String purpose,
        EmailAddress email,
        String locale,
        PinBinding binding,
        String limitSubject,
        Duration validFor) {}
