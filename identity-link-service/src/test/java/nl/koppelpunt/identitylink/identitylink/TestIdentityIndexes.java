// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.List;
import nl.koppelpunt.platform.encryption.ColumnCipher;

public final class TestIdentityIndexes {

    private TestIdentityIndexes() {}

    /** As the same service makes them once its index key was replaced by a new one. */
    public static IdentityIndex afterRotation(ColumnCipher keys) {
        return new IdentityIndex(new Rotated(keys));
    }

    private record Rotated(ColumnCipher before) implements ColumnCipher {

        @Override
        public byte[] encrypt(String column, String plaintext) {
            return before.encrypt(column, plaintext);
        }

        @Override
        public String decrypt(String column, byte[] ciphertext) {
            return before.decrypt(column, ciphertext);
        }

        @Override
        public byte[] blindIndex(String column, String value) {
            return before.blindIndex("new key " + column, value);
        }

        @Override
        public List<byte[]> blindIndexes(String column, String value) {
            return List.of(blindIndex(column, value), before.blindIndex(column, value));
        }
    }
}
