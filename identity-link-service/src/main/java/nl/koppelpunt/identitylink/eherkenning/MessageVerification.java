// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Turns the bytes of a broker's answer into a proved identity. The document is parsed once; each step hands on an
 * element of that same tree, and only one that was verified is read.
 */
final class MessageVerification {

    private final MessageSchema schema = new MessageSchema();
    private final ArtifactAnswerCheck answers;
    private final ResponseCheck responses;
    private final AssertionCheck assertions;
    private final IdentityAttributes attributes;

    MessageVerification(ServiceProvider provider, Supplier<List<OwnKey>> decryptionKeys, Clock clock) {
        TimeWindow window = new TimeWindow(clock, provider.clockSkew());
        MessageHeader header = new MessageHeader(window, provider.requestLifetime());
        SignatureVerifier signatures = new SignatureVerifier(provider.signatures(), clock);
        this.answers = new ArtifactAnswerCheck(signatures, header);
        this.responses = new ResponseCheck(provider, signatures, header);
        this.assertions = new AssertionCheck(provider, signatures, header, window);
        this.attributes =
                new IdentityAttributes(provider, new EncryptedIdentifiers(provider.entityId(), decryptionKeys));
    }

    ProvedLogin verify(byte[] answer, ExpectedAnswer expected) {
        Document document = XmlReader.read(answer);
        Element response = answers.response(document.getDocumentElement(), expected);
        Element assertion = responses.assertion(response, expected);
        return login(document, response, assertion, expected);
    }

    /** The same for a Response that came by the browser. */
    ProvedLogin verifyPosted(byte[] message, ExpectedAnswer expected) {
        Document document = XmlReader.read(message);
        Element response = document.getDocumentElement();
        Element assertion = responses.assertionOfSigned(response, expected);
        return login(document, response, assertion, expected);
    }

    private ProvedLogin login(Document document, Element response, Element assertion, ExpectedAnswer expected) {
        AssertionCheck.Authentication authentication = assertions.check(assertion, expected);
        schema.require(document);
        return new ProvedLogin(
                attributes.identity(assertion, expected.broker(), authentication),
                Elements.attribute(response, "ID", Refusal.MESSAGE_STRUCTURE),
                Elements.attribute(assertion, "ID", Refusal.MESSAGE_STRUCTURE),
                BrokerSession.of(assertion, expected.broker().entityId()));
    }
}
