// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.security.MessageDigest;

/** What is stored of a PIN: its MAC and the name of the key that made it. */
final class PinMac {
    private final String keyId;
    private final byte[] value;

    PinMac(String keyId, byte[] value) {
        this.keyId = keyId;
        this.value = value.clone();
    }

    String keyId() {
        return keyId;
    }

    byte[] value() {
        return value.clone();
    }

    /** Takes the same time wherever the first difference is (S-051). */
    boolean matches(PinMac other) {
        return MessageDigest.isEqual(value, other.value);
    }

    @Override
    public String toString() {
        return "PinMac[redacted]";
    }
}
