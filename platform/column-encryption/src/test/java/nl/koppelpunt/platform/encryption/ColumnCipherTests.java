// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCipherTests {

    private static final String COLUMN = "membership.email";
    private static final String ADDRESS = "naam@school.example";

    private Path keys;
    private Path indexKeys;

    @BeforeEach
    void createKeys(@TempDir Path directory) {
        keys = directory.resolve("columns.json");
        indexKeys = directory.resolve("indexes.json");
        Keysets.createEncryptionKeyset(keys);
        Keysets.createIndexKeyset(indexKeys);
    }

    @Test
    void whatWasEncryptedIsReadBack() {
        ColumnCipher cipher = cipher();
        assertThat(cipher.decrypt(COLUMN, cipher.encrypt(COLUMN, ADDRESS))).isEqualTo(ADDRESS);
    }

    @Test
    @DisplayName("S-141 the ciphertext shows neither the value nor that two rows hold the same")
    void ciphertextTellsNothing() {
        ColumnCipher cipher = cipher();
        byte[] first = cipher.encrypt(COLUMN, ADDRESS);
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("naam", "school");
        assertThat(first).isNotEqualTo(cipher.encrypt(COLUMN, ADDRESS));
    }

    @Test
    void ciphertextOfAnotherColumnIsRefused() {
        ColumnCipher cipher = cipher();
        byte[] ciphertext = cipher.encrypt(COLUMN, ADDRESS);
        assertThatIllegalArgumentException().isThrownBy(() -> cipher.decrypt("representative.email", ciphertext));
    }

    @Test
    void changedCiphertextIsRefused() {
        ColumnCipher cipher = cipher();
        byte[] ciphertext = cipher.encrypt(COLUMN, ADDRESS);
        ciphertext[ciphertext.length - 1] ^= 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cipher.decrypt(COLUMN, ciphertext))
                .withMessageNotContaining(ADDRESS);
    }

    @Test
    void oldCiphertextStaysReadableAfterRotation() {
        byte[] old = cipher().encrypt(COLUMN, ADDRESS);
        Keysets.addEncryptionKey(keys);
        Keysets.useNewestKey(keys);
        assertThat(cipher().decrypt(COLUMN, old)).isEqualTo(ADDRESS);
    }

    @Test
    void newCiphertextIsMadeWithTheNewKey(@TempDir Path other) throws IOException {
        Path before = Files.copy(keys, other.resolve("before.json"));
        Keysets.addEncryptionKey(keys);
        Keysets.useNewestKey(keys);
        byte[] ciphertext = cipher().encrypt(COLUMN, ADDRESS);
        ColumnCipher withOldKeyOnly = cipher(before, indexKeys);
        assertThatIllegalArgumentException().isThrownBy(() -> withOldKeyOnly.decrypt(COLUMN, ciphertext));
    }

    @Test
    void replicasWithAndWithoutTheAddedKeyReadAndFindTheSame(@TempDir Path other) throws IOException {
        var before = cipher(
                Files.copy(keys, other.resolve("before.json")), Files.copy(indexKeys, other.resolve("index.json")));
        Keysets.addEncryptionKey(keys);
        Keysets.addIndexKey(indexKeys);
        var after = cipher();
        assertThat(before.decrypt(COLUMN, after.encrypt(COLUMN, ADDRESS))).isEqualTo(ADDRESS);
        assertThat(after.blindIndex(COLUMN, ADDRESS)).isEqualTo(before.blindIndex(COLUMN, ADDRESS));

        Keysets.useNewestKey(keys);
        Keysets.useNewestKey(indexKeys);
        var last = cipher();
        assertThat(after.decrypt(COLUMN, last.encrypt(COLUMN, ADDRESS))).isEqualTo(ADDRESS);
        assertThat(after.blindIndexes(COLUMN, ADDRESS)).contains(last.blindIndex(COLUMN, ADDRESS));
        assertThat(last.blindIndex(COLUMN, ADDRESS)).isNotEqualTo(before.blindIndex(COLUMN, ADDRESS));
    }

    @Test
    void indexIsStableAndBelongsToItsColumn() {
        byte[] index = cipher().blindIndex(COLUMN, ADDRESS);
        assertThat(index).hasSize(32).isEqualTo(cipher().blindIndex(COLUMN, ADDRESS));
        assertThat(index).isNotEqualTo(cipher().blindIndex("representative.email", ADDRESS));
        assertThat(cipher().blindIndex("a", "bc")).isNotEqualTo(cipher().blindIndex("ab", "c"));
    }

    @Test
    void indexesUnderEveryKeyAreGivenPrimaryFirst() {
        byte[] first = cipher().blindIndex(COLUMN, ADDRESS);
        Keysets.addIndexKey(indexKeys);
        Keysets.useNewestKey(indexKeys);
        byte[] second = cipher().blindIndex(COLUMN, ADDRESS);
        Keysets.addIndexKey(indexKeys);
        Keysets.useNewestKey(indexKeys);
        byte[] third = cipher().blindIndex(COLUMN, ADDRESS);
        assertThat(cipher().blindIndexes(COLUMN, ADDRESS))
                .hasSize(3)
                .contains(first, second)
                .startsWith(third);
    }

    @Test
    void keysetIsNeverOverwritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> Keysets.createEncryptionKeyset(keys));
    }

    @Test
    void onlyTheOwnerReadsTheKeys() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rw-------");
    }

    private ColumnCipher cipher() {
        return cipher(keys, indexKeys);
    }

    private static ColumnCipher cipher(Path keys, Path indexKeys) {
        try {
            return new TinkColumnCipher(
                    Keysets.read(keys).getPrimitive(RegistryConfiguration.get(), Aead.class),
                    Keysets.read(indexKeys).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
