// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** Identifiers for the eyes of the service only: a key of its own for each, AES-256-CBC under RSA-OAEP. */
@Component
class EncryptedIds {

    private static final int BLOCK = 16;

    private final XmlTemplate nameId = XmlTemplate.named("name-id");
    private final XmlTemplate encryptedId = XmlTemplate.named("encrypted-id");
    private final SecureRandom random;
    private final MessageIds ids;

    EncryptedIds(SecureRandom random, MessageIds ids) {
        this.random = random;
        this.ids = ids;
    }

    Element encrypt(String type, String value, DvMetadata recipient) {
        var plain = Xml.write(nameId.fill(Map.of("type", type, "value", value)).getDocumentElement());
        var to = recipient.encryption().getFirst();
        var contentKey = new SecretKeySpec(bytes(32), "AES");
        try {
            var values = Map.of(
                    "dataId", ids.next(),
                    "keyId", ids.next(),
                    "recipient", recipient.entityId(),
                    "keyName", to.name(),
                    "data", base64(content(plain, contentKey)),
                    "key", base64(transport(contentKey, to.certificate().getPublicKey())));
            return encryptedId.fill(values).getDocumentElement();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The initialisation vector goes first; of the padding only the last byte, its length, counts. */
    private byte[] content(String plain, SecretKey key) throws GeneralSecurityException {
        var text = plain.getBytes(StandardCharsets.UTF_8);
        var padding = BLOCK - text.length % BLOCK;
        var padded = Arrays.copyOf(text, text.length + padding);
        padded[padded.length - 1] = (byte) padding;
        var iv = bytes(BLOCK);
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        var result = Arrays.copyOf(iv, BLOCK + padded.length);
        cipher.doFinal(padded, 0, padded.length, result, BLOCK);
        return result;
    }

    private static byte[] transport(SecretKey contentKey, PublicKey to) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, to);
        return cipher.doFinal(contentKey.getEncoded());
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
