// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signs the root of a message as the scheme wants it: enveloped, exclusive c14n, RSA-SHA256, one reference. */
final class XmlSigner {

    private final XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");

    /** For messages: KeyInfo holds the name of the key and nothing else. */
    Document sign(Document document, SigningKey key) {
        return sign(document, key, xml.getKeyInfoFactory().newKeyName(key.name()));
    }

    /** For metadata: KeyInfo holds the certificate and nothing else. */
    Document sign(Document document, SigningKey key, X509Certificate certificate) {
        return sign(document, key, xml.getKeyInfoFactory().newX509Data(List.of(certificate)));
    }

    private Document sign(Document document, SigningKey key, XMLStructure keyInfoContent) {
        var root = document.getDocumentElement();
        root.setIdAttribute("ID", true);
        var context = new DOMSignContext(key.privateKey(), root, afterIssuer(root));
        context.setDefaultNamespacePrefix("ds");
        try {
            var keyInfo = xml.getKeyInfoFactory().newKeyInfo(List.of(keyInfoContent));
            xml.newXMLSignature(signedInfo("#" + root.getAttribute("ID")), keyInfo)
                    .sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("Signing failed", e);
        }
        joinLines(Xml.onlyChild(root, Namespaces.DS, "Signature"));
        return document;
    }

    private SignedInfo signedInfo(String reference) throws GeneralSecurityException {
        var transforms = List.of(
                xml.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                xml.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null));
        return xml.newSignedInfo(
                xml.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                xml.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                List.of(xml.newReference(
                        reference, xml.newDigestMethod(DigestMethod.SHA256, null), transforms, null, null)));
    }

    private static Node afterIssuer(Element root) {
        return Xml.children(root, Namespaces.SAML, "Issuer").stream()
                .findFirst()
                .map(Node::getNextSibling)
                .orElseGet(root::getFirstChild);
    }

    /** The JDK breaks base64 with CR LF, which leaves character references in the text; what is joined here is not signed. */
    private static void joinLines(Element signature) {
        var value = Xml.onlyChild(signature, Namespaces.DS, "SignatureValue");
        value.setTextContent(value.getTextContent().replaceAll("\\s", ""));
        var keyInfo = Xml.onlyChild(signature, Namespaces.DS, "KeyInfo");
        for (var data : Xml.children(keyInfo, Namespaces.DS, "X509Data")) {
            var certificate = Xml.onlyChild(data, Namespaces.DS, "X509Certificate");
            certificate.setTextContent(certificate.getTextContent().replaceAll("\\s", ""));
        }
    }
}
