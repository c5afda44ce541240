// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;

/** The cipher on Tink: AES-256-GCM for the values, HMAC-SHA256 for the indexes. */
final class TinkColumnCipher implements ColumnCipher {

    private static final int INDEX_BYTES = 32;

    private final Aead aead;
    private final List<Prf> hashes;

    TinkColumnCipher(Aead aead, PrfSet set) throws GeneralSecurityException {
        this.aead = aead;
        this.hashes = set.getPrfs().entrySet().stream()
                .sorted((a, b) -> Boolean.compare(b.getKey() == set.getPrimaryId(), a.getKey() == set.getPrimaryId()))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public byte[] encrypt(String column, String plaintext) {
        try {
            return aead.encrypt(plaintext.getBytes(UTF_8), column.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt column " + column, e);
        }
    }

    @Override
    public String decrypt(String column, byte[] ciphertext) {
        try {
            return new String(aead.decrypt(ciphertext, column.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a ciphertext of column " + column, e);
        }
    }

    @Override
    public byte[] blindIndex(String column, String value) {
        return hash(hashes.getFirst(), input(column, value));
    }

    @Override
    public List<byte[]> blindIndexes(String column, String value) {
        byte[] input = input(column, value);
        return hashes.stream().map(prf -> hash(prf, input)).toList();
    }

    /** The length goes first, so that no column and value can be read as another column and value. */
    private static byte[] input(String column, String value) {
        byte[] name = column.getBytes(UTF_8);
        byte[] content = value.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + content.length)
                .putInt(name.length)
                .put(name)
                .put(content)
                .array();
    }

    private static byte[] hash(Prf prf, byte[] input) {
        try {
            return prf.compute(input, INDEX_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a blind index", e);
        }
    }
}
