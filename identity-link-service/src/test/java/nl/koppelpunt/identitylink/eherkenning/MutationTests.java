// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javax.xml.XMLConstants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Mutates a genuine message at random, repeatably: nothing but the original identity may come out. A mutant that says
 * the same in other bytes (a comment outside text, an attribute with other quotes) may pass, if the identity is the same.
 */
class MutationTests {

    private static final long SEED = 20261124L;
    /** Milliseconds in truth: this is what only unbounded work would need. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int MUTANTS = Boolean.getBoolean("koppelpunt.full") ? 10_000 : 1_000;

    private final Random random = new Random(SEED);
    private final byte[] original = TestBroker.genuine()
            .attribute("<saml:Attribute Name=\"urn:etoegang:1.9:IntermediateEntityID:KvKnr\"><saml:AttributeValue>"
                    + "87654321</saml:AttributeValue></saml:Attribute>"
                    + "<saml:Attribute Name=\"urn:etoegang:1.9:ServiceRestriction:Vestigingsnr\"><saml:AttributeValue>"
                    + "000012345678</saml:AttributeValue></saml:Attribute>")
            .bytes();
    private final String expected = describe(TestBroker.verify(original));

    @Test
    @DisplayName("S-035: bit flips, cuts and swaps of characters never change the identity")
    void textMutantsAreRefusedOrSayTheSame() {
        int refused = 0;
        for (int i = 0; i < MUTANTS / 2; i++) {
            refused += refuses(mutateBytes());
        }
        assertThat(refused).isGreaterThan(MUTANTS / 2 * 9 / 10);
    }

    @Test
    @DisplayName("S-035: moved, copied, removed and renamed nodes never change the identity")
    void treeMutantsAreRefusedOrSayTheSame() {
        int refused = 0;
        for (int i = 0; i < MUTANTS / 2; i++) {
            refused += refuses(mutateTree());
        }
        assertThat(refused).isGreaterThan(MUTANTS / 2 * 8 / 10);
    }

    @Test
    @DisplayName("S-005: an accepted message, written out and read again, gives the same identity")
    void rewrittenMessageSaysTheSame() {
        Document document = TestBroker.parse(new String(original, StandardCharsets.UTF_8));

        byte[] rewritten = TestBroker.write(document).getBytes(StandardCharsets.UTF_8);

        assertThat(describe(TestBroker.verify(rewritten))).isEqualTo(expected);
    }

    private int refuses(byte[] mutant) {
        Optional<String> outcome = assertTimeout(LONGEST, () -> outcome(mutant));
        outcome.ifPresent(identity -> assertThat(identity).isEqualTo(expected));
        return outcome.isEmpty() ? 1 : 0;
    }

    private static Optional<String> outcome(byte[] message) {
        try {
            return Optional.of(describe(TestBroker.verify(message)));
        } catch (RefusedException _) {
            return Optional.empty();
        }
    }

    private static String describe(ProvedLogin login) {
        VerifiedIdentity identity = login.identity();
        return String.join(
                "|",
                identity.brokerEntityId(),
                identity.legalSubject().type(),
                identity.legalSubject().value(),
                identity.actingSubject().type(),
                identity.actingSubject().value(),
                identity.levelOfAssurance().urn(),
                identity.serviceId(),
                String.valueOf(identity.establishmentRestriction()),
                Objects.requireNonNull(identity.intermediary()).value(),
                Objects.requireNonNull(login.brokerSession()).name(),
                identity.authenticatedAt().toString(),
                login.responseId(),
                login.assertionId());
    }

    private byte[] mutateBytes() {
        byte[] mutant = original.clone();
        int position = random.nextInt(mutant.length);
        switch (random.nextInt(3)) {
            case 0 -> mutant[position] ^= (byte) (1 << random.nextInt(7));
            case 1 -> mutant[position] = original[random.nextInt(original.length)];
            default -> {
                int length = Math.min(1 + random.nextInt(40), mutant.length - position);
                byte[] shorter = new byte[mutant.length - length];
                System.arraycopy(mutant, 0, shorter, 0, position);
                System.arraycopy(mutant, position + length, shorter, position, shorter.length - position);
                mutant = shorter;
            }
        }
        return mutant;
    }

    private byte[] mutateTree() {
        Document document = TestBroker.parse(new String(original, StandardCharsets.UTF_8));
        List<Element> elements = new ArrayList<>();
        collect(document.getDocumentElement(), elements);
        Element one = elements.get(1 + random.nextInt(elements.size() - 1));
        Element other = elements.get(random.nextInt(elements.size()));
        switch (random.nextInt(10)) {
            case 0 -> one.getParentNode().removeChild(one);
            case 1 -> one.getParentNode().insertBefore(one.cloneNode(true), one);
            case 2 -> move(one, other);
            case 3 -> document.renameNode(one, "urn:other", one.getNodeName());
            case 4 -> one.setAttributeNS(null, "ID", other.getAttributeNS(null, "ID"));
            case 5 -> one.insertBefore(document.createTextNode("x"), one.getFirstChild());
            case 6 -> document.renameNode(one, one.getNamespaceURI(), other.getNodeName());
            case 7 -> one.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix(other), "urn:other");
            case 8 -> copyAttributes(other, one);
            default -> one.setTextContent(other.getTextContent());
        }
        return TestBroker.write(document).getBytes(StandardCharsets.UTF_8);
    }

    private static String prefix(Element element) {
        return Objects.requireNonNullElse(element.getPrefix(), "x");
    }

    private static void copyAttributes(Element from, Element to) {
        for (int i = 0; i < from.getAttributes().getLength(); i++) {
            to.setAttributeNodeNS((Attr) from.getAttributes().item(i).cloneNode(true));
        }
    }

    private static void move(Element one, Element other) {
        for (Node ancestor = other; ancestor != null; ancestor = ancestor.getParentNode()) {
            if (ancestor.isSameNode(one)) {
                return;
            }
        }
        other.appendChild(one);
    }

    private static void collect(Element element, List<Element> all) {
        all.add(element);
        Elements.children(element).forEach(child -> collect(child, all));
    }
}
