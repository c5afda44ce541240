// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

/** A username and password, exactly as typed. */
public record Credentials(String username, String password) implements Claim {

    @Override
    public String toString() {
        return "Credentials[redacted]";
    }
}
