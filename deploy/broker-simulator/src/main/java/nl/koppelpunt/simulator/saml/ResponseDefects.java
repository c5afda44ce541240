// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes the Response around a good assertion wrong. */
final class ResponseDefects {

    private static final String VERSION_MISMATCH = "urn:oasis:names:tc:SAML:2.0:status:VersionMismatch";

    private ResponseDefects() {}

    static Document apply(Defect defect, Document document) {
        var response = document.getDocumentElement();
        var assertion = Xml.onlyChild(response, Namespaces.SAML, "Assertion");
        switch (defect) {
            case DESTINATION_ABSENT -> response.removeAttribute("Destination");
            case DESTINATION_OTHER -> response.setAttribute("Destination", "https://elders.example/acs");
            case STATUS_UNKNOWN -> {
                response.removeChild(assertion);
                var status = Xml.onlyChild(response, Namespaces.SAMLP, "Status");
                Xml.onlyChild(status, Namespaces.SAMLP, "StatusCode").setAttribute("Value", VERSION_MISMATCH);
            }
            case SECOND_ASSERTION -> {
                var second = (Element) assertion.cloneNode(true);
                renumber(second);
                response.appendChild(second);
            }
            case ENCRYPTED_ASSERTION -> {
                var encrypted = document.createElementNS(Namespaces.SAML, "saml:EncryptedAssertion");
                response.replaceChild(encrypted, assertion);
            }
            case UNKNOWN_ELEMENT -> {
                var extensions = document.createElementNS(Namespaces.SAMLP, "samlp:Extensions");
                response.insertBefore(extensions, Xml.onlyChild(response, Namespaces.SAMLP, "Status"));
            }
            case NOT_BY_SCHEMA -> response.setAttribute("Colour", "blue");
            default -> {}
        }
        return document;
    }

    /** No two elements may have one ID: that would be another defect. */
    static void renumber(Element element) {
        for (var name : new String[] {"ID", "Id"}) {
            if (element.hasAttribute(name)) {
                element.setAttribute(name, element.getAttribute(name) + "-2");
            }
        }
        var nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                renumber(child);
            }
        }
    }
}
