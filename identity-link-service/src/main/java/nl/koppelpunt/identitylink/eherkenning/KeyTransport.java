// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** RSA-OAEP with MGF1 and SHA-1, the one key transport of the scheme. */
final class KeyTransport {

    static final String ALGORITHM = Saml.XENC + "rsa-oaep-mgf1p";
    static final String DIGEST = Saml.DSIG + "sha1";

    private static final int KEY_BYTES = 32;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

    private KeyTransport() {}

    /** The plaintext, if this key unwraps the content key and the content key fits. */
    static Optional<byte[]> open(OwnKey key, byte[] wrapped, ContentCipher cipher, byte[] ciphertext) {
        Optional<SecretKey> unwrapped = unwrap(key, wrapped);
        // One that does not unwrap is replaced, so that every failure has done the same work.
        Optional<byte[]> plaintext = cipher.decrypt(unwrapped.orElseGet(KeyTransport::substitute), ciphertext);
        return unwrapped.isPresent() ? plaintext : Optional.empty();
    }

    private static Optional<SecretKey> unwrap(OwnKey key, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key.privateKey(), OAEP);
            byte[] content = cipher.doFinal(wrapped);
            return content.length == KEY_BYTES ? Optional.of(new SecretKeySpec(content, "AES")) : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static SecretKey substitute() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BYTES * Byte.SIZE);
            return generator.generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has AES", e);
        }
    }
}
