// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a key from a mounted file; the same on every replica that mounts the same file. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    static final int MINIMUM_KEY_BYTES = 32;

    private final SecretKeySpec key;

    private KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public static KeyedHash withKeyFrom(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            if (bytes.length < MINIMUM_KEY_BYTES) {
                throw new IllegalStateException("The key in " + file + " is shorter than 32 bytes");
            }
            return new KeyedHash(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the key file " + file, unreadable);
        }
    }

    public String of(String value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(value.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
