// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** The cryptography that no verification of such an answer can do without, asked of the platform in the plainest way. */
final class Primitives {

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
    private static final IvParameterSpec IV = new IvParameterSpec(new byte[16]);

    // As long as the SignedInfo and the NameID of the answer.
    private static final byte[] SIGNED = "0123456789abcdef".repeat(46).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IDENTIFIER = "0123456789abcdef".repeat(20).getBytes(StandardCharsets.US_ASCII);

    private final OwnKey broker = TestKeys.BROKER;
    private final OwnKey ours = TestKeys.OURS;
    private final byte[] signature;
    private final byte[] wrapped;
    private final byte[] encrypted;

    Primitives() {
        try {
            signature = sign();
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            SecretKey content = generator.generateKey();
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, ours.certificate().getPublicKey(), OAEP);
            wrapped = rsa.doFinal(content.getEncoded());
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, content, IV);
            encrypted = aes.doFinal(IDENTIFIER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign() throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(broker.privateKey());
        signer.update(SIGNED);
        return signer.sign();
    }

    boolean verify() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(broker.certificate().getPublicKey());
        verifier.update(SIGNED);
        return verifier.verify(signature);
    }

    byte[] decrypt() throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(Cipher.DECRYPT_MODE, ours.privateKey(), OAEP);
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(rsa.doFinal(wrapped), "AES"), IV);
        return aes.doFinal(encrypted);
    }
}
