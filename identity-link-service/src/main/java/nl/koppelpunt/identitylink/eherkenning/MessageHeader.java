// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** What every signed message of the broker begins with. */
final class MessageHeader {

    private final TimeWindow window;
    private final Duration maximumAge;

    MessageHeader(TimeWindow window, Duration maximumAge) {
        this.window = window;
        this.maximumAge = maximumAge;
    }

    void require(Element message, String issuer) {
        if (!"2.0".equals(Elements.optionalAttribute(message, "Version"))) {
            throw new RefusedException(Refusal.VERSION_UNSUPPORTED);
        }
        String issued = Elements.attribute(message, "IssueInstant", Refusal.ISSUE_INSTANT);
        window.requireRecent(Moments.parse(issued, Refusal.ISSUE_INSTANT), maximumAge, Refusal.ISSUE_INSTANT);
        requireIssuer(Elements.only(message, Saml.ASSERTION, "Issuer", Refusal.ISSUER_MISMATCH), issuer);
    }

    /** Nothing but these children, so that nothing unforeseen has a meaning we missed. */
    static void requireOnlyChildren(Element message, Set<String> names) {
        List<Element> children = Elements.children(message);
        if (!children.stream().allMatch(child -> names.contains(child.getLocalName()) && isKnown(child))) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
    }

    static void requireAnswerTo(Element message, String id) {
        if (!id.equals(Elements.optionalAttribute(message, "InResponseTo"))) {
            throw new RefusedException(Refusal.IN_RESPONSE_TO_MISMATCH);
        }
    }

    private static boolean isKnown(Element child) {
        String namespace = child.getNamespaceURI();
        return child.getLocalName().equals("Signature")
                ? Saml.DSIG.equals(namespace)
                : Saml.ASSERTION.equals(namespace) || Saml.PROTOCOL.equals(namespace);
    }

    private static void requireIssuer(Element element, String issuer) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (!"http://www.w3.org/2000/xmlns/".equals(((Attr) attributes.item(i)).getNamespaceURI())) {
                throw new RefusedException(Refusal.ISSUER_MISMATCH);
            }
        }
        if (!issuer.equals(Elements.text(element, Refusal.ISSUER_MISMATCH))) {
            throw new RefusedException(Refusal.ISSUER_MISMATCH);
        }
    }
}
