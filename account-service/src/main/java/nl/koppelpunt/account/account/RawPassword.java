// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

/** A password exactly as it was typed. */
public record RawPassword(String value) {

    @Override
    public String toString() {
        return "RawPassword[redacted]";
    }
}
