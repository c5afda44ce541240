// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMaterialTests {

    @TempDir
    private static Path directory;

    private static KeyMaterial keys;

    @BeforeAll
    static void create() {
        keys = new KeyMaterial(new Secrets(directory, new SecureRandom()));
        keys.createOnce();
    }

    @Test
    void keyStoresHoldAKeyForEachUse() throws Exception {
        assertThat(aliases("identity-link")).containsExactlyInAnyOrder("signing", "encryption", "tls");
        assertThat(aliases("broker")).containsExactlyInAnyOrder("signing", "tls");
    }

    @Test
    void producersOfMailGetThePublicKeyAlone() throws Exception {
        assertThat(JWKSet.load(keys.mailPublicKeys().toFile()).getKeys()).noneMatch(key -> key.isPrivate());
        assertThat(JWKSet.load(keys.mailPrivateKeys().toFile()).getKeys()).allMatch(key -> key.isPrivate());
    }

    @Test
    void onlyTheOwnerReadsAKey() throws Exception {
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void aSecondStartKeepsTheKeysOfTheFirst() throws Exception {
        var before = Files.readString(keys.tokenKeys());

        keys.createOnce();

        assertThat(Files.readString(keys.tokenKeys())).isEqualTo(before);
    }

    private Iterable<String> aliases(String party) throws Exception {
        var password = PrivateFiles.read(keys.keyStorePassword(party)).toCharArray();
        return Collections.list(
                KeyStore.getInstance(keys.keyStore(party).toFile(), password).aliases());
    }
}
