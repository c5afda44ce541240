// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.security.PrivateKey;

/** A private key and the name its owner has published for it. */
record SigningKey(String name, PrivateKey privateKey) {

    @Override
    public String toString() {
        return "SigningKey[" + name + "]";
    }
}
