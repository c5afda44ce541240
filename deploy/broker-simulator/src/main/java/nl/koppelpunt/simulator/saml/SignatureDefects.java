// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static nl.koppelpunt.simulator.saml.AssertionDefects.child;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signs an assertion wrongly, or spoils it after it was signed. */
final class SignatureDefects {

    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

    private final XmlSigner signer = new XmlSigner();
    private final BrokerKeys keys;

    SignatureDefects(BrokerKeys keys) {
        this.keys = keys;
    }

    Document signed(Defect defect, Document assertion) {
        return switch (defect) {
            case ASSERTION_UNSIGNED -> assertion;
            case SIGNED_BY_STRANGER ->
                signer.sign(
                        assertion,
                        new SigningKey(keys.signing().name(), keys.supplier().privateKey()));
            case KEY_UNKNOWN -> signer.sign(assertion, keys.supplier());
            case CERTIFICATE_IN_KEY_INFO -> signer.sign(assertion, keys.signing(), keys.signingCertificate());
            default -> spoiled(defect, signer.sign(assertion, keys.signing()));
        };
    }

    private static Document spoiled(Defect defect, Document signed) {
        var assertion = signed.getDocumentElement();
        switch (defect) {
            case SIGNATURE_SHA1 ->
                Xml.onlyChild(signedInfo(assertion), Namespaces.DS, "SignatureMethod")
                        .setAttribute("Algorithm", RSA_SHA1);
            case REFERENCE_OTHER -> reference(assertion).setAttribute("URI", "#_other");
            case TRANSFORM_OTHER -> {
                var transforms = Xml.onlyChild(reference(assertion), Namespaces.DS, "Transforms");
                ((Element) transforms.getFirstChild()).setAttribute("Algorithm", XPATH);
            }
            case COMMENT_IN_DIGEST ->
                Xml.onlyChild(reference(assertion), Namespaces.DS, "DigestValue")
                        .appendChild(signed.createComment("x"));
            case PROCESSING_INSTRUCTION -> assertion.appendChild(signed.createProcessingInstruction("x", "y"));
            case CHANGED_AFTER_SIGNING ->
                child(child(assertion, "Subject"), "NameID").setTextContent("_another");
            case WRAPPED -> wrap(signed, assertion);
            case DUPLICATE_ID -> {
                var evidence = child(child(assertion, "Advice"), "Assertion");
                evidence.setAttribute("ID", assertion.getAttribute("ID"));
            }
            default -> {}
        }
        return signed;
    }

    /** The genuine one goes inside, as evidence would; around it stands another that borrows its signature. */
    private static void wrap(Document document, Element genuine) {
        var forged = (Element) genuine.cloneNode(true);
        ResponseDefects.renumber(forged);
        child(child(forged, "Subject"), "NameID").setTextContent("_forged");
        var advice = child(forged, "Advice");
        document.removeChild(genuine);
        while (advice.hasChildNodes()) {
            advice.removeChild(advice.getFirstChild());
        }
        advice.appendChild(genuine);
        document.appendChild(forged);
    }

    private static Element reference(Element signed) {
        return Xml.onlyChild(signedInfo(signed), Namespaces.DS, "Reference");
    }

    private static Element signedInfo(Element signed) {
        return Xml.onlyChild(signature(signed), Namespaces.DS, "SignedInfo");
    }

    private static Element signature(Element signed) {
        return Xml.onlyChild(signed, Namespaces.DS, "Signature");
    }
}
