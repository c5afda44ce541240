// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** From the SOAP answer to the Response in it, by way of an ArtifactResponse that the broker signed. */
final class ArtifactAnswerCheck {

    private final SignatureVerifier signatures;
    private final MessageHeader header;

    ArtifactAnswerCheck(SignatureVerifier signatures, MessageHeader header) {
        this.signatures = signatures;
        this.header = header;
    }

    Element response(Element envelope, ExpectedAnswer expected) {
        Element answer = artifactResponse(envelope);
        signatures.verify(answer, SignatureForm.MESSAGE, expected.broker().signingKeys());
        header.require(answer, expected.broker().entityId());
        MessageHeader.requireAnswerTo(answer, expected.resolveId());
        MessageHeader.requireOnlyChildren(answer, Set.of("Issuer", "Signature", "Status", "Response"));
        List<Element> responses = Elements.children(answer, Saml.PROTOCOL, "Response");
        if (responses.isEmpty() || MessageStatus.refusal(answer).isPresent()) {
            throw new RefusedException(Refusal.ARTIFACT_UNRESOLVED);
        }
        return Elements.only(answer, Saml.PROTOCOL, "Response", Refusal.MESSAGE_STRUCTURE);
    }

    private static Element artifactResponse(Element envelope) {
        if (!Elements.is(envelope, Saml.SOAP, "Envelope")) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        Element body = Elements.only(envelope, Saml.SOAP, "Body", Refusal.MESSAGE_STRUCTURE);
        List<Element> content = Elements.children(body);
        if (content.size() == 1 && Elements.is(content.getFirst(), Saml.SOAP, "Fault")) {
            throw new RefusedException(Refusal.BROKER_FAULT);
        }
        if (content.size() != 1 || !Elements.is(content.getFirst(), Saml.PROTOCOL, "ArtifactResponse")) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        return content.getFirst();
    }
}
