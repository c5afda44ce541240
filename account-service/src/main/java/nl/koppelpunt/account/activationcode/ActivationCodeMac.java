// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA-256 of a code under a key that the database does not know. */
@SuppressWarnings("ArrayRecordComponent")
record ActivationCodeMac(String keyId, byte[] value) {

    static final String ALGORITHM = "HmacSHA256";

    static ActivationCodeMac of(String keyId, Map<String, SecretKey> keys, RawActivationCode code) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(Objects.requireNonNull(keys.get(keyId)));
            return new ActivationCodeMac(keyId, mac.doFinal(code.symbols().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ActivationCodeMac[redacted]";
    }
}
