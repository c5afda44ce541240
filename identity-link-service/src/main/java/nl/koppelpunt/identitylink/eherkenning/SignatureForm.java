// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** The only shape of a signature that is looked at any further. */
enum SignatureForm {
    /** Right after the Issuer; KeyInfo absent or one KeyName. */
    MESSAGE,
    /** First child; the KeyInfo is not looked at, since only a pinned certificate counts. */
    METADATA;

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,255}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String ENVELOPED = Saml.DSIG + "enveloped-signature";
    private static final Set<String> DIGESTS =
            Set.of(Saml.XENC + "sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384", Saml.XENC + "sha512");

    /** A signature of the right shape, and which of the known keys it asks for. */
    record Signature(Element element, @Nullable String keyName) {}

    Signature read(Element signed, Set<String> methods) {
        Element signature = locate(signed);
        List<Element> parts = Elements.children(signature);
        requireNames(parts, false, "SignedInfo", "SignatureValue", "KeyInfo");
        requireSignedInfo(parts.get(0), "#" + identifierOf(signed), methods);
        requireBase64(parts.get(1));
        return new Signature(signature, this == METADATA || parts.size() == 2 ? null : keyName(parts.get(2)));
    }

    private Element locate(Element signed) {
        List<Element> children = Elements.children(signed);
        List<Element> signatures = Elements.children(signed, Saml.DSIG, "Signature");
        if (signatures.isEmpty()) {
            throw new RefusedException(Refusal.SIGNATURE_MISSING);
        }
        boolean afterIssuer = this == METADATA || Elements.is(children.getFirst(), Saml.ASSERTION, "Issuer");
        if (signatures.size() > 1 || !afterIssuer || children.indexOf(signatures.getFirst()) != ordinal(this)) {
            throw new RefusedException(Refusal.SIGNATURE_MISPLACED);
        }
        return signatures.getFirst();
    }

    private static int ordinal(SignatureForm form) {
        return form == METADATA ? 0 : 1;
    }

    private static String identifierOf(Element signed) {
        String identifier = Elements.attribute(signed, "ID", Refusal.SIGNATURE_FORM);
        require(IDENTIFIER.matcher(identifier).matches(), Refusal.SIGNATURE_FORM);
        return identifier;
    }

    private static void requireSignedInfo(Element signedInfo, String uri, Set<String> methods) {
        List<Element> parts = Elements.children(signedInfo);
        requireNames(parts, true, "CanonicalizationMethod", "SignatureMethod", "Reference");
        requireExclusive(parts.get(0));
        requireAlgorithm(parts.get(1), methods);
        requireReference(parts.get(2), uri);
    }

    private static void requireReference(Element reference, String uri) {
        requireOnlyAttribute(reference, "URI");
        require(uri.equals(reference.getAttributeNS(null, "URI")), Refusal.SIGNATURE_FORM);
        List<Element> parts = Elements.children(reference);
        requireNames(parts, true, "Transforms", "DigestMethod", "DigestValue");
        List<Element> transforms = Elements.children(parts.get(0));
        requireNames(transforms, true, "Transform", "Transform");
        requireAlgorithm(transforms.get(0), Set.of(ENVELOPED));
        requireExclusive(transforms.get(1));
        requireAlgorithm(parts.get(1), DIGESTS);
        requireBase64(parts.get(2));
    }

    /** Exclusive canonicalisation without comments; only a list of prefixes may come with it. */
    private static void requireExclusive(Element method) {
        requireOnlyAttribute(method, "Algorithm");
        require(Saml.EXCLUSIVE_C14N.equals(method.getAttributeNS(null, "Algorithm")), Refusal.SIGNATURE_ALGORITHM);
        List<Element> parameters = Elements.children(method);
        boolean known = parameters.isEmpty()
                || (parameters.size() == 1
                        && Elements.is(parameters.getFirst(), Saml.EXCLUSIVE_C14N, "InclusiveNamespaces"));
        require(known, Refusal.SIGNATURE_FORM);
    }

    private static void requireAlgorithm(Element method, Set<String> allowed) {
        requireOnlyAttribute(method, "Algorithm");
        require(allowed.contains(method.getAttributeNS(null, "Algorithm")), Refusal.SIGNATURE_ALGORITHM);
        require(Elements.children(method).isEmpty(), Refusal.SIGNATURE_FORM);
    }

    private static void requireBase64(Element value) {
        String text = Elements.text(value, Refusal.SIGNATURE_FORM);
        try {
            Base64.getDecoder().decode(SPACE.matcher(text).replaceAll(""));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(Refusal.SIGNATURE_FORM);
        }
    }

    private static String keyName(Element keyInfo) {
        List<Element> hints = Elements.children(keyInfo);
        if (hints.size() != 1 || !Elements.is(hints.getFirst(), Saml.DSIG, "KeyName")) {
            throw new RefusedException(Refusal.SIGNATURE_KEY_INFO);
        }
        return Elements.text(hints.getFirst(), Refusal.SIGNATURE_KEY_INFO);
    }

    private static void requireNames(List<Element> elements, boolean lastRequired, String... names) {
        boolean complete = elements.size() == names.length || (!lastRequired && elements.size() == names.length - 1);
        require(complete, Refusal.SIGNATURE_FORM);
        for (int i = 0; i < elements.size(); i++) {
            require(Elements.is(elements.get(i), Saml.DSIG, names[i]), Refusal.SIGNATURE_FORM);
        }
    }

    private static void requireOnlyAttribute(Element element, String name) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean declaration = "http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI());
            require(declaration || name.equals(attribute.getName()), Refusal.SIGNATURE_FORM);
        }
    }

    private static void require(boolean condition, Refusal refusal) {
        if (!condition) {
            throw new RefusedException(refusal);
        }
    }
}
