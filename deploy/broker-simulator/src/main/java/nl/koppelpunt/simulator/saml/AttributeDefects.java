// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static nl.koppelpunt.simulator.saml.AssertionDefects.child;

import java.time.Duration;
import java.time.Instant;
import org.w3c.dom.Element;

/** Makes what an assertion says of the login and of the person wrong, before it is signed. */
final class AttributeDefects {

    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";

    private AttributeDefects() {}

    static void apply(Defect defect, Element assertion, Instant now) {
        var authentication = child(assertion, "AuthnStatement");
        switch (defect) {
            case AUTHENTICATED_LONG_AGO ->
                authentication.setAttribute(
                        "AuthnInstant", now.minus(Duration.ofHours(3)).toString());
            case TWO_AUTHENTICATIONS -> assertion.insertBefore(authentication.cloneNode(true), authentication);
            case LEVEL_TOO_LOW -> level(authentication, LevelOfAssurance.LOA2PLUS.uri());
            case LEVEL_UNKNOWN -> level(authentication, "urn:etoegang:core:assurance-class:loa9");
            case SERVICE_OTHER ->
                value(attribute(assertion, "ServiceID"))
                        .setTextContent("urn:etoegang:DV:00000009999999990000:services:9");
            case RESTRICTION_UNKNOWN -> restrict(attribute(assertion, "ServiceID"));
            case LEGAL_SUBJECT_PLAIN ->
                value(attribute(assertion, "LegalSubjectID")).setTextContent("90000001");
            case ACTING_SUBJECT_ABSENT -> {
                var acting = attribute(assertion, "ActingSubjectID");
                acting.getParentNode().removeChild(acting);
            }
            case ENCRYPTION_RSA15 ->
                Xml.onlyChild(encryptedKey(assertion), XENC, "EncryptionMethod")
                        .setAttribute("Algorithm", XENC + "rsa-1_5");
            case CIPHER_BROKEN -> breakCipher(encryptedKey(assertion));
            default -> {}
        }
    }

    private static void level(Element authentication, String uri) {
        child(child(authentication, "AuthnContext"), "AuthnContextClassRef").setTextContent(uri);
    }

    private static void restrict(Element example) {
        var restriction = (Element) example.cloneNode(true);
        restriction.setAttribute("Name", "urn:etoegang:1.9:ServiceRestriction:SubdossierNr");
        value(restriction).setTextContent("0001");
        example.getParentNode().insertBefore(restriction, example);
    }

    private static void breakCipher(Element encryptedKey) {
        var value = Xml.onlyChild(Xml.onlyChild(encryptedKey, XENC, "CipherData"), XENC, "CipherValue");
        var text = Xml.text(value);
        value.setTextContent((text.charAt(0) == 'A' ? 'B' : 'A') + text.substring(1));
    }

    private static Element encryptedKey(Element assertion) {
        var id = child(value(attribute(assertion, "LegalSubjectID")), "EncryptedID");
        return Xml.onlyChild(id, XENC, "EncryptedKey");
    }

    private static Element attribute(Element assertion, String name) {
        return Xml.children(child(assertion, "AttributeStatement"), Namespaces.SAML, "Attribute").stream()
                .filter(attribute -> attribute.getAttribute("Name").equals("urn:etoegang:core:" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Element value(Element attribute) {
        return child(attribute, "AttributeValue");
    }
}
