// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Clock;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Whether the broker says that it ended the session it was asked to end, and whether it is the broker that says so. */
final class LogOutAnswerCheck {

    private final MessageSchema schema = new MessageSchema();
    private final SignatureVerifier signatures;
    private final MessageHeader header;
    private final String destination;

    LogOutAnswerCheck(ServiceProvider provider, String destination, Clock clock) {
        this.signatures = new SignatureVerifier(provider.signatures(), clock);
        this.header = new MessageHeader(new TimeWindow(clock, provider.clockSkew()), AuthenticationRequests.LIFETIME);
        this.destination = destination;
    }

    /** Whether the session is over there; anything that is not the broker's answer to this request is refused. */
    boolean isEnded(byte[] message, Broker broker, String requestId) {
        Document document = XmlReader.read(message);
        Element answer = document.getDocumentElement();
        if (!Elements.is(answer, Saml.PROTOCOL, "LogoutResponse")) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        signatures.verify(answer, SignatureForm.MESSAGE, broker.signingKeys());
        header.require(answer, broker.entityId());
        MessageHeader.requireAnswerTo(answer, requestId);
        if (!destination.equals(Elements.optionalAttribute(answer, "Destination"))) {
            throw new RefusedException(Refusal.DESTINATION_MISMATCH);
        }
        MessageHeader.requireOnlyChildren(answer, Set.of("Issuer", "Signature", "Status"));
        schema.require(document);
        return MessageStatus.refusal(answer).isEmpty();
    }
}
