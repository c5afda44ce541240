// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Opens an EncryptedID. The key may lie beside the data (with or without a RetrievalMethod or a KeyName that points at
 * it) or inside its KeyInfo; only keys addressed to us are tried. The element must lie in an assertion that was verified.
 */
final class EncryptedIdentifiers {

    private static final int MOST_KEYS = 10;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String recipient;
    private final Supplier<List<OwnKey>> keys;

    EncryptedIdentifiers(String recipient, Supplier<List<OwnKey>> keys) {
        this.recipient = recipient;
        this.keys = keys;
    }

    /** The NameID that was encrypted, parsed under the same rules as every message. */
    Element open(Element encryptedId) {
        Element data = Elements.only(encryptedId, Saml.XENC, "EncryptedData", Refusal.DECRYPTION_FAILED);
        ContentCipher cipher = ContentCipher.of(algorithm(data));
        byte[] ciphertext = cipherValue(data);
        List<Element> transports = transports(encryptedId, data);
        transports.forEach(EncryptedIdentifiers::requireKnownTransport);
        byte[] plaintext = transports.stream()
                .flatMap(transport -> attempts(transport, cipher, ciphertext))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.DECRYPTION_FAILED));
        return parse(plaintext);
    }

    private static Element parse(byte[] plaintext) {
        try {
            return XmlReader.read(plaintext).getDocumentElement();
        } catch (RefusedException _) {
            // What came out wrong is told apart from what did not come out by nobody.
            throw new RefusedException(Refusal.DECRYPTION_FAILED);
        }
    }

    private Stream<byte[]> attempts(Element transport, ContentCipher cipher, byte[] ciphertext) {
        byte[] wrapped = cipherValue(transport);
        return candidates(transport).stream()
                .flatMap(key -> KeyTransport.open(key, wrapped, cipher, ciphertext).stream());
    }

    private List<OwnKey> candidates(Element transport) {
        String name = keyInfo(transport, "KeyName");
        List<OwnKey> all = keys.get();
        List<OwnKey> named = all.stream().filter(key -> key.name().equals(name)).toList();
        return named.isEmpty() ? all : named;
    }

    private List<Element> transports(Element encryptedId, Element data) {
        Stream<Element> beside = Elements.children(encryptedId, Saml.XENC, "EncryptedKey").stream()
                .filter(key -> isPointedAt(key, data));
        Stream<Element> inside = Elements.children(data, Saml.DSIG, "KeyInfo").stream()
                .flatMap(info -> Elements.children(info, Saml.XENC, "EncryptedKey").stream());
        List<Element> ours = Stream.concat(beside, inside)
                .filter(key -> recipient.equals(Elements.optionalAttribute(key, "Recipient")))
                .toList();
        if (ours.isEmpty() || ours.size() > MOST_KEYS) {
            throw new RefusedException(Refusal.DECRYPTION_FAILED);
        }
        return ours;
    }

    private static boolean isPointedAt(Element key, Element data) {
        List<String> uris = Elements.children(data, Saml.DSIG, "KeyInfo").stream()
                .flatMap(info -> Elements.children(info, Saml.DSIG, "RetrievalMethod").stream())
                .map(method -> method.getAttributeNS(null, "URI"))
                .toList();
        String name = keyInfo(data, "KeyName");
        String carried = Elements.optional(key, Saml.XENC, "CarriedKeyName", Refusal.DECRYPTION_FAILED)
                .map(element -> Elements.text(element, Refusal.DECRYPTION_FAILED))
                .orElse(null);
        return (uris.isEmpty() || uris.contains("#" + key.getAttributeNS(null, "Id")))
                && (name == null || carried == null || name.equals(carried));
    }

    private static @Nullable String keyInfo(Element encrypted, String hint) {
        return Elements.optional(encrypted, Saml.DSIG, "KeyInfo", Refusal.DECRYPTION_FAILED)
                .flatMap(info -> Elements.optional(info, Saml.DSIG, hint, Refusal.DECRYPTION_FAILED))
                .map(element -> Elements.text(element, Refusal.DECRYPTION_FAILED))
                .orElse(null);
    }

    private static void requireKnownTransport(Element encryptedKey) {
        if (!KeyTransport.ALGORITHM.equals(algorithm(encryptedKey))) {
            throw new RefusedException(Refusal.ENCRYPTION_ALGORITHM);
        }
        Element method = Elements.only(encryptedKey, Saml.XENC, "EncryptionMethod", Refusal.ENCRYPTION_ALGORITHM);
        List<Element> parameters = Elements.children(method);
        boolean known = parameters.isEmpty()
                || (parameters.size() == 1
                        && Elements.is(parameters.getFirst(), Saml.DSIG, "DigestMethod")
                        && KeyTransport.DIGEST.equals(parameters.getFirst().getAttributeNS(null, "Algorithm")));
        if (!known) {
            throw new RefusedException(Refusal.ENCRYPTION_ALGORITHM);
        }
    }

    private static String algorithm(Element encrypted) {
        Element method = Elements.only(encrypted, Saml.XENC, "EncryptionMethod", Refusal.ENCRYPTION_ALGORITHM);
        return Elements.attribute(method, "Algorithm", Refusal.ENCRYPTION_ALGORITHM);
    }

    private static byte[] cipherValue(Element encrypted) {
        Element data = Elements.only(encrypted, Saml.XENC, "CipherData", Refusal.DECRYPTION_FAILED);
        Element value = Elements.only(data, Saml.XENC, "CipherValue", Refusal.DECRYPTION_FAILED);
        String text = Elements.text(value, Refusal.DECRYPTION_FAILED);
        try {
            return Base64.getDecoder().decode(SPACE.matcher(text).replaceAll(""));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(Refusal.DECRYPTION_FAILED);
        }
    }
}
