// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signs what we send, in the one way the scheme prescribes: RSA-SHA256 over exclusive canonical XML. */
final class XmlSigner {

    private static final Provider PLATFORM = Objects.requireNonNull(Security.getProvider("XMLDSig"));
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final OwnKey key;

    XmlSigner(OwnKey key) {
        this.key = key;
    }

    /** Signs a protocol message right after its Issuer, which is its first child; the key is named, not sent. */
    byte[] message(String xml) {
        Element root = root(xml);
        KeyInfoFactory keys = KeyInfoFactory.getInstance("DOM", PLATFORM);
        sign(root, Elements.children(root).getFirst().getNextSibling(), keys.newKeyName(key.name()));
        return serialise(root);
    }

    /** Signs metadata as its first child, with the certificate. */
    byte[] metadata(String xml) {
        Element root = root(xml);
        KeyInfoFactory keys = KeyInfoFactory.getInstance("DOM", PLATFORM);
        sign(root, root.getFirstChild(), keys.newX509Data(List.of(key.certificate())));
        return serialise(root);
    }

    private static Element root(String xml) {
        return XmlReader.read(xml.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
    }

    private void sign(Element root, @Nullable Node before, XMLStructure keyInfo) {
        try {
            root.setIdAttributeNS(null, "ID", true);
            DOMSignContext context = before == null
                    ? new DOMSignContext(key.privateKey(), root)
                    : new DOMSignContext(key.privateKey(), root, before);
            context.setDefaultNamespacePrefix("ds");
            KeyInfo info = KeyInfoFactory.getInstance("DOM", PLATFORM).newKeyInfo(List.of(keyInfo));
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", PLATFORM);
            factory.newXMLSignature(signedInfo(factory, root), info).sign(context);
            joinLines(Elements.only(root, Saml.DSIG, "Signature", Refusal.INTERNAL));
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    private static SignedInfo signedInfo(XMLSignatureFactory factory, Element root) throws GeneralSecurityException {
        C14NMethodParameterSpec none = null;
        Reference reference = factory.newReference(
                "#" + root.getAttributeNS(null, "ID"),
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        factory.newTransform(CanonicalizationMethod.EXCLUSIVE, none)),
                null,
                null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, none),
                factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                List.of(reference));
    }

    // The platform breaks base64 with carriage returns, which would travel as character references.
    private static void joinLines(Element signature) {
        Element value = Elements.only(signature, Saml.DSIG, "SignatureValue", Refusal.INTERNAL);
        value.setTextContent(SPACE.matcher(value.getTextContent()).replaceAll(""));
        for (Element keyInfo : Elements.children(signature, Saml.DSIG, "KeyInfo")) {
            for (Element data : Elements.children(keyInfo, Saml.DSIG, "X509Data")) {
                Element certificate = Elements.only(data, Saml.DSIG, "X509Certificate", Refusal.INTERNAL);
                certificate.setTextContent(
                        SPACE.matcher(certificate.getTextContent()).replaceAll(""));
            }
        }
    }

    private static byte[] serialise(Element root) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(root), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("Writing XML failed", e);
        }
    }
}
