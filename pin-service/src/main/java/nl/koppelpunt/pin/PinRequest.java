// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Duration;

/**
 * What a caller asks: a PIN for this purpose, to this address, bound to this.
 *
 * @param owner the caller; nobody else can try the PIN or end it
 * @param limitSubject what PINs and tries are counted under, of this caller alone
 */
record PinRequest(
        String owner,
        String purpose,
        EmailAddress email,
        String locale,
        PinBinding binding,
        String limitSubject,
        Duration validFor) {

    /** Everything that was asked, in one line; personal data. */
    String content() {
        return String.join("\n", purpose, email.value(), locale, binding.value(), limitSubject, validFor.toString());
    }

    @Override
    public String toString() {
        return "PinRequest[purpose=" + purpose + "]";
    }
}
