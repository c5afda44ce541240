// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * HMAC-SHA-256 under keys that live outside the database: a million PINs are hashed in a second, so without the key the
 * table must be worthless (S-050). New PINs use the primary key; the others keep the PINs they made valid.
 */
final class MacKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_LENGTH = 32;

    private final String primary;
    private final Map<String, SecretKey> keys;
    private final PinMac decoy;

    MacKeys(String primary, Map<String, String> base64Keys) {
        if (!base64Keys.containsKey(primary)) {
            throw new IllegalArgumentException("The primary PIN key is not among the keys");
        }
        this.primary = primary;
        this.keys = base64Keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> key(entry.getValue())));
        this.decoy = new PinMac(primary, hmac(primary, new byte[0]));
    }

    /** What no PIN matches, to compare with where there is none. */
    PinMac decoy() {
        return decoy;
    }

    static MacKeys read(Path file, JsonMapper json) {
        try {
            var content = json.readValue(Files.readAllBytes(file), KeyFile.class);
            return new MacKeys(content.primary(), content.keys());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The file of PIN keys cannot be read", unreadable);
        }
    }

    PinMac mac(UUID id, PinBinding binding, RawPin pin) {
        return mac(primary, id, binding, pin);
    }

    /** The binding is part of what is signed: a right PIN under a wrong binding is a wrong PIN (S-045). */
    PinMac mac(String keyId, UUID id, PinBinding binding, RawPin pin) {
        var content = ByteBuffer.allocate(16 + 32 + 6)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(binding.bytes())
                .put(pin.digits().getBytes(StandardCharsets.US_ASCII));
        return new PinMac(keyId, hmac(keyId, content.array()));
    }

    private byte[] hmac(String keyId, byte[] content) {
        var key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("PIN key " + keyId + " is gone while PINs made with it live");
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SecretKey key(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != KEY_LENGTH) {
            throw new IllegalArgumentException("A PIN key has 32 bytes");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    public String toString() {
        return "MacKeys" + keys.keySet();
    }

    private record KeyFile(String primary, Map<String, String> keys) {
        @Override
        public String toString() {
            return "KeyFile[redacted]";
        }
    }
}
