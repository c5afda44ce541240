// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Opens the encrypted identifiers of a subject: type to value, one of each type. */
final class SubjectIdentifiers {

    private static final int MOST = 10;

    private final EncryptedIdentifiers encrypted;

    SubjectIdentifiers(EncryptedIdentifiers encrypted) {
        this.encrypted = encrypted;
    }

    Map<String, String> read(List<Element> attributeValues, Refusal refusal) {
        if (attributeValues.isEmpty() || attributeValues.size() > MOST) {
            throw new RefusedException(refusal);
        }
        Map<String, String> identifiers = new HashMap<>();
        for (Element value : attributeValues) {
            Element nameId = nameId(value, refusal);
            String type = Elements.attribute(nameId, "NameQualifier", refusal);
            if (identifiers.put(type, Elements.text(nameId, refusal)) != null) {
                throw new RefusedException(refusal);
            }
        }
        return identifiers;
    }

    private Element nameId(Element attributeValue, Refusal refusal) {
        List<Element> content = Elements.children(attributeValue);
        if (content.size() != 1 || !Elements.is(content.getFirst(), Saml.ASSERTION, "EncryptedID")) {
            throw new RefusedException(refusal);
        }
        Element nameId = encrypted.open(content.getFirst());
        String format = Elements.optionalAttribute(nameId, "Format");
        boolean known = Elements.is(nameId, Saml.ASSERTION, "NameID")
                && (format == null || format.equals(Saml.NAME_ID_PERSISTENT))
                && !nameId.hasAttributeNS(null, "SPNameQualifier")
                && !nameId.hasAttributeNS(null, "SPProvidedID");
        if (!known) {
            throw new RefusedException(refusal);
        }
        return nameId;
    }
}
