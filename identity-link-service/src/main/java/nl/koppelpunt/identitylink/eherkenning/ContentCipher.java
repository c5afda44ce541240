// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** AES-256, as the scheme uses it (CBC) and as it should be used (GCM). */
enum ContentCipher {
    CBC("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "AES/CBC/NoPadding", 16) {
        @Override
        AlgorithmParameterSpec parameters(byte[] iv) {
            return new IvParameterSpec(iv);
        }

        @Override
        byte[] unpad(byte[] padded) throws GeneralSecurityException {
            int padding = padded.length == 0 ? 0 : padded[padded.length - 1] & 0xff;
            if (padding < 1 || padding > BLOCK) {
                throw new GeneralSecurityException("padding");
            }
            return Arrays.copyOf(padded, padded.length - padding);
        }
    },
    GCM("http://www.w3.org/2009/xmlenc11#aes256-gcm", "AES/GCM/NoPadding", 12) {
        @Override
        AlgorithmParameterSpec parameters(byte[] iv) {
            return new GCMParameterSpec(TAG_BITS, iv);
        }

        @Override
        byte[] unpad(byte[] plaintext) {
            return plaintext;
        }
    };

    private static final int BLOCK = 16;
    private static final int TAG_BITS = 128;

    private final String uri;
    private final String transformation;
    private final int ivBytes;

    ContentCipher(String uri, String transformation, int ivBytes) {
        this.uri = uri;
        this.transformation = transformation;
        this.ivBytes = ivBytes;
    }

    static ContentCipher of(String uri) {
        return Arrays.stream(values())
                .filter(cipher -> cipher.uri.equals(uri))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.ENCRYPTION_ALGORITHM));
    }

    Optional<byte[]> decrypt(SecretKey key, byte[] ciphertext) {
        try {
            byte[] iv = Arrays.copyOf(ciphertext, ivBytes);
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(iv));
            int length = Math.max(ciphertext.length - ivBytes, 0);
            return Optional.of(unpad(cipher.doFinal(ciphertext, ciphertext.length - length, length)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    abstract AlgorithmParameterSpec parameters(byte[] iv);

    abstract byte[] unpad(byte[] plaintext) throws GeneralSecurityException;
}
