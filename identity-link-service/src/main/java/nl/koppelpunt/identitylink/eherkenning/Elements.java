// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Walks from parent to child, and only so: nothing in this package searches among descendants. */
final class Elements {

    private Elements() {}

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    /** The one child of that name; none or several is the refusal. */
    static Element only(Element parent, String namespace, String name, Refusal refusal) {
        List<Element> found = children(parent, namespace, name);
        if (found.size() != 1) {
            throw new RefusedException(refusal);
        }
        return found.getFirst();
    }

    /** The one child of that name, if there is one; several is the refusal. */
    static Optional<Element> optional(Element parent, String namespace, String name, Refusal refusal) {
        List<Element> found = children(parent, namespace, name);
        if (found.size() > 1) {
            throw new RefusedException(refusal);
        }
        return found.stream().findFirst();
    }

    static boolean is(@Nullable Element element, String namespace, String name) {
        return element != null && namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** The text of an element that holds one piece of text and nothing else: a comment in it is a refusal. */
    static String text(Element element, Refusal refusal) {
        Node only = element.getFirstChild();
        if (only == null
                || only.getNextSibling() != null
                || only.getNodeType() != Node.TEXT_NODE
                || only.getNodeValue().isBlank()) {
            throw new RefusedException(refusal);
        }
        return only.getNodeValue();
    }

    /** An attribute without namespace that must be there. */
    static String attribute(Element element, String name, Refusal refusal) {
        String value = optionalAttribute(element, name);
        if (value == null || value.isEmpty()) {
            throw new RefusedException(refusal);
        }
        return value;
    }

    static @Nullable String optionalAttribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? element.getAttributeNS(null, name) : null;
    }
}
