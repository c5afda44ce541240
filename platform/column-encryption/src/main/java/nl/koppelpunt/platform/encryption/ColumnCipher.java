// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import java.util.List;

/**
 * Encrypts values of columns and finds them back. The name of the column, as {@code membership.email}, is part of every
 * answer: a ciphertext or an index of one column is worth nothing in another.
 */
public interface ColumnCipher {

    /** Encrypts with the primary key; the same value gives another ciphertext each time. */
    byte[] encrypt(String column, String plaintext);

    /**
     * Decrypts with whichever key of the key set made the ciphertext.
     *
     * @throws IllegalArgumentException when it was not made for this column, or was changed
     */
    String decrypt(String column, byte[] ciphertext);

    /** A keyed hash of 32 bytes, made with the primary key: write and compare this one. */
    byte[] blindIndex(String column, String value);

    /** The keyed hashes under every key, the primary first: search with these while rows still carry an older one. */
    List<byte[]> blindIndexes(String column, String value);
}
