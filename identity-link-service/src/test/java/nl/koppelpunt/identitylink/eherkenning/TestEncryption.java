// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** How a test encrypts an identifier. */
record TestEncryption(
        Shape shape, OwnKey recipientKey, String recipient, String keyName, String content, String transport) {

    static final String CBC = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    static final String GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    static final String OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    static final String RSA15 = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";

    /** Where the key lies, and what points at it. */
    enum Shape {
        RETRIEVAL_METHOD,
        KEY_NAME,
        BESIDE,
        NESTED
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    static TestEncryption forUs() {
        return new TestEncryption(
                Shape.RETRIEVAL_METHOD, TestKeys.OURS, TestBroker.PROVIDER, TestKeys.OURS.name(), CBC, OAEP);
    }

    TestEncryption shape(Shape other) {
        return new TestEncryption(other, recipientKey, recipient, keyName, content, transport);
    }

    TestEncryption recipientKey(OwnKey key) {
        return new TestEncryption(shape, key, recipient, key.name(), content, transport);
    }

    TestEncryption keyName(String name) {
        return new TestEncryption(shape, recipientKey, recipient, name, content, transport);
    }

    TestEncryption recipient(String other) {
        return new TestEncryption(shape, recipientKey, other, keyName, content, transport);
    }

    TestEncryption content(String algorithm) {
        return new TestEncryption(shape, recipientKey, recipient, keyName, algorithm, transport);
    }

    TestEncryption transport(String algorithm) {
        return new TestEncryption(shape, recipientKey, recipient, keyName, content, algorithm);
    }

    String encryptedId(String type, String value) {
        return encryptedId("""
                <saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" NameQualifier="%s">%s</saml:NameID>""".formatted(type, value));
    }

    String encryptedId(String plaintext) {
        String id = "_key" + Long.toHexString(RANDOM.nextLong());
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(content.contains("128") ? 128 : 256);
            SecretKey key = generator.generateKey();
            String encryptedKey = """
                    <xenc:EncryptedKey Id="%s" Recipient="%s"><xenc:EncryptionMethod Algorithm="%s"/>\
                    <ds:KeyInfo><ds:KeyName>%s</ds:KeyName></ds:KeyInfo>\
                    <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData>\
                    <xenc:CarriedKeyName>content</xenc:CarriedKeyName></xenc:EncryptedKey>""".formatted(id, recipient, transport, keyName, base64(wrap(key)));
            String hint = switch (shape) {
                case RETRIEVAL_METHOD ->
                    "<ds:KeyInfo><ds:RetrievalMethod Type=\"http://www.w3.org/2001/04/xmlenc#EncryptedKey\" URI=\"#"
                            + id + "\"/></ds:KeyInfo>";
                case KEY_NAME -> "<ds:KeyInfo><ds:KeyName>content</ds:KeyName></ds:KeyInfo>";
                case BESIDE -> "";
                case NESTED -> "<ds:KeyInfo>" + encryptedKey + "</ds:KeyInfo>";
            };
            return """
                    <saml:EncryptedID xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" \
                    xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedData \
                    Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="%s"/>%s\
                    <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>%s\
                    </saml:EncryptedID>""".formatted(
                            content, hint, base64(encrypt(key, plaintext)), shape == Shape.NESTED ? "" : encryptedKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] wrap(SecretKey key) throws GeneralSecurityException {
        boolean oaep = transport.equals(OAEP);
        Cipher cipher = Cipher.getInstance(oaep ? "RSA/ECB/OAEPPadding" : "RSA/ECB/PKCS1Padding");
        if (oaep) {
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    recipientKey.certificate().getPublicKey(),
                    new OAEPParameterSpec(
                            "SHA-1", "MGF1", java.security.spec.MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
        } else {
            cipher.init(Cipher.ENCRYPT_MODE, recipientKey.certificate().getPublicKey());
        }
        return cipher.doFinal(key.getEncoded());
    }

    private byte[] encrypt(SecretKey key, String plaintext) throws GeneralSecurityException {
        boolean gcm = content.endsWith("gcm");
        byte[] iv = new byte[gcm ? 12 : 16];
        RANDOM.nextBytes(iv);
        AlgorithmParameterSpec parameters = gcm ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv);
        Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
        byte[] encrypted = cipher.doFinal(plaintext.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] all = new byte[iv.length + encrypted.length];
        System.arraycopy(iv, 0, all, 0, iv.length);
        System.arraycopy(encrypted, 0, all, iv.length, encrypted.length);
        return all;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
