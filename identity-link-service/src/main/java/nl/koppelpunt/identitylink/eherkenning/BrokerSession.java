// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the broker calls one session of one person: another name for every login, of no use but to end that session.
 *
 * @param nameQualifier who gave the name, where that is told
 * @param sessionIndex which of the sessions under that name, where that is told
 */
public record BrokerSession(
        String broker,
        String name,
        @Nullable String nameQualifier,
        @Nullable String spNameQualifier,
        @Nullable String sessionIndex) {

    /** From an Assertion that was checked; nothing where it has no name that lasts for the session only. */
    static @Nullable BrokerSession of(Element assertion, String broker) {
        List<Element> names = Elements.children(assertion, Saml.ASSERTION, "Subject").stream()
                .flatMap(subject -> Elements.children(subject, Saml.ASSERTION, "NameID").stream())
                .filter(name -> Saml.NAME_ID_TRANSIENT.equals(Elements.optionalAttribute(name, "Format")))
                .filter(BrokerSession::holdsOnlyText)
                .toList();
        List<Element> statements = Elements.children(assertion, Saml.ASSERTION, "AuthnStatement");
        if (names.size() != 1 || statements.size() != 1) {
            return null;
        }
        Element name = names.getFirst();
        return new BrokerSession(
                broker,
                name.getTextContent(),
                Elements.optionalAttribute(name, "NameQualifier"),
                Elements.optionalAttribute(name, "SPNameQualifier"),
                Elements.optionalAttribute(statements.getFirst(), "SessionIndex"));
    }

    private static boolean holdsOnlyText(Element element) {
        Node only = element.getFirstChild();
        return only != null && only.getNextSibling() == null && only.getNodeType() == Node.TEXT_NODE;
    }

    @Override
    public String toString() {
        return "BrokerSession[redacted]";
    }
}
