// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

/** What pin-service needs to mail a PIN; the limit subject is the account or code it is about. */
public record PinOrder(String email, String locale, PinBinding binding, String limitSubject) {

    @Override
    public String toString() {
        return "PinOrder[redacted]";
    }
}
