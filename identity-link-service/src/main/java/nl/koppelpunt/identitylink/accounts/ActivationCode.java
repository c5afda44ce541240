// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

/** An activation code, as typed. */
public record ActivationCode(String value) implements Claim {

    @Override
    public String toString() {
        return "ActivationCode[redacted]";
    }
}
