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
import tools.jackson.databind.json.JsonMapper;

/** The keys of the code hashes, from a mounted file; old ones stay readable while letters made with them are out. */
record CodeKeys(String primary, Map<String, SecretKey> keys) {

    private static final int SHORTEST_KEY = 32;

    CodeKeys {
        if (!keys.containsKey(primary)) {
            throw new IllegalStateException("The file of code keys does not hold its primary key");
        }
    }

    static CodeKeys read(Path file, JsonMapper mapper) {
        var content = mapper.readValue(file, KeysFile.class);
        if (content.primary() == null || content.keys() == null) {
            throw new IllegalStateException("The file of code keys needs 'primary' and 'keys'");
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
        var bytes = Base64.getDecoder().decode(base64);
        if (bytes.length < SHORTEST_KEY) {
            throw new IllegalStateException("A code key has at least 32 bytes");
        }
        return new SecretKeySpec(bytes, ActivationCodeMac.ALGORITHM);
    }

    private record KeysFile(
            @Nullable String primary, @Nullable Map<String, String> keys) {}
}
