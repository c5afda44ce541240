// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The keys of the code hashes, from a mounted file; old ones stay readable while letters made with them are out. */
record CodeKeys(String primary, Map<String, SecretKey> keys) {

    private static final int SHORTEST_KEY = 32;

    CodeKeys {
        if (!keys.containsKey(primary)) {
            throw unusable("names a file that does not hold its primary key");
        }
    }

    static CodeKeys read(Path file, JsonMapper mapper) {
        var content = parse(file, mapper);
        if (content.primary() == null || content.keys() == null) {
            throw unusable("names a file without 'primary' and 'keys'");
        }
        return new CodeKeys(
                content.primary(),
                content.keys().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> key(entry.getValue()))));
    }

    ActivationCodeMac mac(RawActivationCode code) {
        return ActivationCodeMac.of(primary, keys, code);
    }

    /** The hash under every key, since a typed code does not say which one made it. */
    List<ActivationCodeMac> macs(RawActivationCode code) {
        return keys.keySet().stream()
                .map(id -> ActivationCodeMac.of(id, keys, code))
                .toList();
    }

    @Override
    public String toString() {
        return "CodeKeys[redacted]";
    }

    private static SecretKey key(String base64) {
        var bytes = decode(base64);
        if (bytes.length < SHORTEST_KEY) {
            throw unusable("names a file with a key of fewer than 32 bytes");
        }
        return new SecretKeySpec(bytes, ActivationCodeMac.ALGORITHM);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw unusable("names a file with a key that is not base64");
        }
    }

    /** Without the cause: a parser may quote what it read. */
    private static KeysFile parse(Path file, JsonMapper mapper) {
        try {
            return mapper.readValue(file, KeysFile.class);
        } catch (JacksonException _) {
            throw unusable("names a file that is not the JSON of keys");
        }
    }

    private static InvalidConfigurationPropertyValueException unusable(String reason) {
        return new InvalidConfigurationPropertyValueException("koppelpunt.accounts.code-keys-file", null, reason);
    }

    private record KeysFile(
            @Nullable String primary, @Nullable Map<String, String> keys) {}
}
