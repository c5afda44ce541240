// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values of this installation, each made once and kept in a file of its own. */
record Secrets(Path directory, SecureRandom random) {

    private static final int BYTES = 32;

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A password nobody types. */
    String password(String name) {
        return PrivateFiles.read(passwordFile(name));
    }

    Path passwordFile(String name) {
        return once(name + ".password", token());
    }

    /** A value that is kept nowhere. */
    String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** A key of 32 bytes in base64. */
    Path keyFile(String name) {
        return once(name + ".key", key());
    }

    /** A rotating set of keys with one in it. */
    Path keysFile(String name) {
        return once(name + "-keys.json", "{\"primary\":\"k1\",\"keys\":{\"k1\":\"" + key() + "\"}}");
    }

    private Path once(String name, String content) {
        var file = file(name);
        if (!Files.exists(file)) {
            PrivateFiles.write(file, content);
        }
        return file;
    }

    private String key() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    private byte[] bytes() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Secrets[" + directory + "]";
    }
}
