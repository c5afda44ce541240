// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** XML, signatures and encryption written a second time, so that a mistake of the simulator is not repeated here. */
final class TestXml {

    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    private TestXml() {}

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("Not XML: " + xml, e);
        }
    }

    static String write(Node node) {
        try {
            var out = new StringWriter();
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(node), new StreamResult(out));
            return out.toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A path of local names; prefixes are of no interest here. */
    static String text(Node from, String path) {
        return one(from, path).getTextContent();
    }

    static Element one(Node from, String path) {
        var found = all(from, path);
        if (found.getLength() != 1) {
            throw new AssertionError(found.getLength() + " elements at " + path + " in " + write(from));
        }
        return (Element) found.item(0);
    }

    static int count(Node from, String path) {
        return all(from, path).getLength();
    }

    private static NodeList all(Node from, String path) {
        var steps = path.replaceAll("(^|/)(\\w+)", "$1*[local-name()='$2']");
        try {
            return (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(steps, from, XPathConstants.NODESET);
        } catch (Exception e) {
            throw new AssertionError(steps, e);
        }
    }

    /** Signs after the Issuer where there is one, with a KeyInfo if one is given. */
    static String signed(String message, PrivateKey key, @Nullable KeyInfo keyInfo) {
        var document = parse(message);
        var root = document.getDocumentElement();
        root.setIdAttribute("ID", true);
        var first = root.getFirstChild();
        var issuer = first != null && "Issuer".equals(first.getLocalName());
        try {
            var xml = XMLSignatureFactory.getInstance("DOM");
            var info = xml.newSignedInfo(
                    xml.newCanonicalizationMethod(EXCLUSIVE, (C14NMethodParameterSpec) null),
                    xml.newSignatureMethod(RSA_SHA256, null),
                    List.of(xml.newReference(
                            "#" + root.getAttribute("ID"),
                            xml.newDigestMethod(SHA256, null),
                            List.of(
                                    xml.newTransform(ENVELOPED, (TransformParameterSpec) null),
                                    xml.newTransform(EXCLUSIVE, (TransformParameterSpec) null)),
                            null,
                            null)));
            var next = issuer && first != null ? first.getNextSibling() : first;
            var context = next == null ? new DOMSignContext(key, root) : new DOMSignContext(key, root, next);
            xml.newXMLSignature(info, keyInfo).sign(context);
            return write(document);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static KeyInfo keyName(String name) {
        var factory = XMLSignatureFactory.getInstance("DOM").getKeyInfoFactory();
        return factory.newKeyInfo(List.of(factory.newKeyName(name)));
    }

    static KeyInfo keyValue(PublicKey key) {
        try {
            var factory = XMLSignatureFactory.getInstance("DOM").getKeyInfoFactory();
            return factory.newKeyInfo(List.of(factory.newKeyValue(key)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static boolean isSignedBy(Key key, Element element) {
        element.setIdAttribute("ID", true);
        try {
            var context = new DOMValidateContext(key, one(element, "Signature"));
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Element decrypted(Element encryptedId, PrivateKey key) {
        try {
            var transport = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            transport.init(Cipher.DECRYPT_MODE, key);
            var contentKey = transport.doFinal(bytes(encryptedId, "EncryptedKey/CipherData/CipherValue"));
            var data = bytes(encryptedId, "EncryptedData/CipherData/CipherValue");
            var content = Cipher.getInstance("AES/CBC/ISO10126Padding");
            content.init(Cipher.DECRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new IvParameterSpec(data, 0, 16));
            var plain = new String(content.doFinal(data, 16, data.length - 16), StandardCharsets.UTF_8);
            return parse(plain).getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Element from, String path) {
        return Base64.getDecoder().decode(text(from, path));
    }
}
