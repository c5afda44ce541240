// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The AttributeValue elements of an Assertion's own AttributeStatement, by attribute name. */
final class AttributeValues {

    private final Map<String, List<Element>> values;

    private AttributeValues(Map<String, List<Element>> values) {
        this.values = values;
    }

    static AttributeValues of(Element assertion, EncryptedAttributes encrypted) {
        Element statement = Elements.only(assertion, Saml.ASSERTION, "AttributeStatement", Refusal.ATTRIBUTES_INVALID);
        Map<String, List<Element>> values = new HashMap<>();
        List<Element> attributes = new ArrayList<>(Elements.children(statement, Saml.ASSERTION, "Attribute"));
        attributes.addAll(encrypted.of(statement));
        for (Element attribute : attributes) {
            String name = Elements.attribute(attribute, "Name", Refusal.ATTRIBUTES_INVALID);
            values.computeIfAbsent(name, _ -> new ArrayList<>())
                    .addAll(Elements.children(attribute, Saml.ASSERTION, "AttributeValue"));
        }
        return new AttributeValues(values);
    }

    Set<String> names() {
        return values.keySet();
    }

    List<Element> of(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The one text of an attribute, or nothing if the attribute is not there; anything else is the refusal. */
    @Nullable
    String text(String name, Refusal refusal) {
        if (!values.containsKey(name)) {
            return null;
        }
        List<Element> found = of(name);
        if (found.size() != 1) {
            throw new RefusedException(refusal);
        }
        return Elements.text(found.getFirst(), refusal);
    }
}
