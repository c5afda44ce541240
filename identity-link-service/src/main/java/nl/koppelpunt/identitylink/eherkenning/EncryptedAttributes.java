// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import org.w3c.dom.Element;

/**
 * Opens the attributes of a statement that came encrypted. Every one is opened, also what nobody asked for: a
 * restriction that we did not see would be one that we did not respect.
 */
final class EncryptedAttributes {

    private static final int MOST = 20;

    private final EncryptedIdentifiers encrypted;

    EncryptedAttributes(EncryptedIdentifiers encrypted) {
        this.encrypted = encrypted;
    }

    List<Element> of(Element statement) {
        List<Element> found = Elements.children(statement, Saml.ASSERTION, "EncryptedAttribute");
        if (found.size() > MOST) {
            throw new RefusedException(Refusal.ATTRIBUTES_INVALID);
        }
        return found.stream().map(this::open).toList();
    }

    private Element open(Element encryptedAttribute) {
        Element attribute = encrypted.open(encryptedAttribute);
        if (!Elements.is(attribute, Saml.ASSERTION, "Attribute")) {
            throw new RefusedException(Refusal.ATTRIBUTES_INVALID);
        }
        return attribute;
    }
}
