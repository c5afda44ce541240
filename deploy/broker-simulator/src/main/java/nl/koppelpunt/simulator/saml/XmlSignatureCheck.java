// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyName;
import nl.koppelpunt.simulator.saml.DvMetadata.NamedCertificate;
import org.w3c.dom.Element;

/** Checks the one signature an element carries as its own child, over itself, by a key of the sender's metadata. */
final class XmlSignatureCheck {

    private static final List<String> TRANSFORMS = List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

    private XmlSignatureCheck() {}

    /** A message: KeyInfo may name a key of the metadata and do nothing else. */
    static void message(Element element, Collection<NamedCertificate> keys) {
        verify(element, keys, XmlSignatureCheck::isNamed);
    }

    /** Metadata: KeyInfo repeats the certificate, which is ignored. */
    static void metadata(Element element, Collection<NamedCertificate> keys) {
        verify(element, keys, (_, _) -> true);
    }

    private static void verify(
            Element element, Collection<NamedCertificate> keys, BiPredicate<XMLSignature, NamedCertificate> choice) {
        var node = Xml.onlyChild(element, Namespaces.DS, "Signature");
        element.setIdAttribute("ID", true);
        if (keys.stream().noneMatch(key -> signedBy(key, element, node, choice))) {
            throw new SamlRefusedException("signature-invalid");
        }
    }

    private static boolean signedBy(
            NamedCertificate key, Element element, Element node, BiPredicate<XMLSignature, NamedCertificate> choice) {
        try {
            var context = new DOMValidateContext(key.certificate().getPublicKey(), node);
            var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            requireShape(signature, element.getAttribute("ID"));
            return choice.test(signature, key) && signature.validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            throw new SamlRefusedException("signature-malformed", e);
        }
    }

    private static void requireShape(XMLSignature signature, String id) {
        var info = signature.getSignedInfo();
        var references = info.getReferences();
        var fits = SignatureMethod.RSA_SHA256.equals(info.getSignatureMethod().getAlgorithm())
                && CanonicalizationMethod.EXCLUSIVE.equals(
                        info.getCanonicalizationMethod().getAlgorithm())
                && references.size() == 1
                && fits(references.getFirst(), id);
        if (!fits) {
            throw new SamlRefusedException("signature-shape");
        }
    }

    private static boolean fits(Reference reference, String id) {
        var transforms =
                reference.getTransforms().stream().map(Transform::getAlgorithm).toList();
        return !id.isEmpty()
                && ("#" + id).equals(reference.getURI())
                && DigestMethod.SHA256.equals(reference.getDigestMethod().getAlgorithm())
                && TRANSFORMS.equals(transforms);
    }

    private static boolean isNamed(XMLSignature signature, NamedCertificate key) {
        var keyInfo = signature.getKeyInfo();
        if (keyInfo == null) {
            return true;
        }
        var content = keyInfo.getContent();
        if (content.size() != 1 || !(content.getFirst() instanceof KeyName name)) {
            throw new SamlRefusedException("key-info-not-only-a-name");
        }
        return key.name().equals(name.getName());
    }
}
