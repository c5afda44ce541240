// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The eight classic ways to leave a genuine signature in a message whose content is another's. Each is tried twice:
 * with the ArtifactResponse signed over it (a broker that lets itself be fed) and without (a break of the channel).
 */
class SignatureWrappingTests {

    private static final String EVIL_KVK = "66666666";

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    @DisplayName("S-002: signature wrapping is refused")
    void wrappedMessageIsRefused(String name, Consumer<Document> attack) {
        byte[] signed = TestBroker.genuine()
                .signResponse(TestSignature.by(TestKeys.BROKER))
                .tamper(attack)
                .bytes();
        byte[] assertionSignedAlone = TestBroker.genuine().tamper(attack).bytes();

        assertThat(name).isNotBlank();
        assertRefused(signed);
        assertRefused(assertionSignedAlone);
    }

    @Test
    @DisplayName("S-002: an assertion moved out of its Response is refused")
    void assertionBesideTheResponseIsRefused() {
        assertRefused(TestBroker.genuine()
                .tamper(document -> {
                    Element assertion = TestBroker.assertionOf(document);
                    TestBroker.answerOf(document).appendChild(assertion);
                })
                .bytes());
    }

    @Test
    @DisplayName("S-002: assertions of others in the Advice are ignored")
    void adviceIsIgnored() {
        byte[] answer = TestBroker.genuine().edit("99999999", EVIL_KVK).bytes();

        assertThat(TestBroker.verify(answer).identity().legalSubject().value()).isEqualTo(TestBroker.KVK);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("XSW1: response copied, original inside the signature", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = copy(response);
                    Element evil = evilAssertion(document);
                    signatureOrAssertionSignature(response).appendChild(original);
                    replaceAssertion(response, evil);
                }),
                attack("XSW2: original response before the signature", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = copy(response);
                    Element evil = evilAssertion(document);
                    response.insertBefore(original, response.getFirstChild());
                    replaceAssertion(response, evil);
                }),
                attack("XSW3: evil assertion before the original", document -> {
                    Element response = TestBroker.responseOf(document);
                    response.insertBefore(evilAssertion(document), TestBroker.assertionOf(document));
                }),
                attack("XSW4: original inside the evil assertion", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = TestBroker.assertionOf(document);
                    Element evil = evilAssertion(document);
                    response.replaceChild(evil, original);
                    evil.appendChild(original);
                }),
                attack("XSW5: signature moved into the evil assertion, original at the end", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = TestBroker.assertionOf(document);
                    Element evil = evilAssertion(document);
                    Element signature = TestBroker.signatureOf(original);
                    evil.insertBefore(signature, evil.getFirstChild().getNextSibling());
                    response.replaceChild(evil, original);
                    response.appendChild(original);
                }),
                attack("XSW6: original inside the signature inside the evil assertion", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = TestBroker.assertionOf(document);
                    Element evil = evilAssertion(document);
                    Element signature = TestBroker.signatureOf(original);
                    evil.insertBefore(signature, evil.getFirstChild().getNextSibling());
                    response.replaceChild(evil, original);
                    signature.appendChild(original);
                }),
                attack("XSW7: evil assertion in Extensions", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element extensions = document.createElementNS(Saml.PROTOCOL, "samlp:Extensions");
                    extensions.appendChild(evilAssertion(document));
                    response.insertBefore(extensions, TestBroker.only(response, "Status"));
                }),
                attack("XSW8: original inside an Object of the evil assertion's signature", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = TestBroker.assertionOf(document);
                    Element evil = evilAssertion(document);
                    Element signature = TestBroker.signatureOf(original);
                    Element object = document.createElementNS(Saml.DSIG, "ds:Object");
                    evil.insertBefore(signature, evil.getFirstChild().getNextSibling());
                    response.replaceChild(evil, original);
                    signature.appendChild(object);
                    object.appendChild(original);
                }),
                attack("evil assertion under the identifier of the original, original in the Advice", document -> {
                    Element response = TestBroker.responseOf(document);
                    Element original = TestBroker.assertionOf(document);
                    Element evil = evilAssertion(document);
                    evil.setAttributeNS(null, "ID", "_assertion");
                    Element signature =
                            (Element) TestBroker.signatureOf(original).cloneNode(true);
                    evil.insertBefore(signature, evil.getFirstChild().getNextSibling());
                    response.replaceChild(evil, original);
                    TestBroker.only(evil, "Advice").appendChild(original);
                }));
    }

    private static Arguments attack(String name, Consumer<Document> change) {
        return Arguments.of(name, change);
    }

    private static void assertRefused(byte[] message) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> TestBroker.verify(message));
    }

    private static Element copy(Element element) {
        return (Element) element.cloneNode(true);
    }

    /** The assertion of another organisation, without signature and under its own identifier. */
    private static Element evilAssertion(Document document) {
        Element evil = copy(TestBroker.assertionOf(document));
        evil.removeChild(TestBroker.signatureOf(evil));
        evil.setAttributeNS(null, "ID", "_evil");
        Element statement = TestBroker.only(evil, "AttributeStatement");
        String identifier = TestEncryption.forUs().encryptedId(TestBroker.KVK_TYPE, EVIL_KVK);
        for (Element attribute : Elements.children(statement)) {
            if (attribute.getAttributeNS(null, "Name").endsWith("LegalSubjectID")) {
                Document parsed = TestBroker.parse(identifier.replace(
                        "<saml:EncryptedID ", "<saml:EncryptedID xmlns:saml=\"" + Saml.ASSERTION + "\" "));
                Element value = TestBroker.only(attribute, "AttributeValue");
                value.replaceChild(document.importNode(parsed.getDocumentElement(), true), value.getFirstChild());
            }
        }
        return evil;
    }

    private static void replaceAssertion(Element response, Element evil) {
        response.setAttributeNS(null, "ID", "_evilResponse");
        response.replaceChild(
                evil, Elements.children(response, Saml.ASSERTION, "Assertion").getFirst());
    }

    private static Element signatureOrAssertionSignature(Element response) {
        return Elements.children(response, Saml.DSIG, "Signature").stream()
                .findFirst()
                .orElseGet(() -> TestBroker.signatureOf(
                        Elements.children(response, Saml.ASSERTION, "Assertion").getFirst()));
    }
}
