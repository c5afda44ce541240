// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Set;
import org.w3c.dom.Element;

/** From a Response to the one Assertion that is its child, or to the broker's reason why there is none. */
final class ResponseCheck {

    private final ServiceProvider provider;
    private final SignatureVerifier signatures;
    private final MessageHeader header;

    ResponseCheck(ServiceProvider provider, SignatureVerifier signatures, MessageHeader header) {
        this.provider = provider;
        this.signatures = signatures;
        this.header = header;
    }

    /** Of a Response that nothing signed surrounds, and which therefore has to be signed itself. */
    Element assertionOfSigned(Element response, ExpectedAnswer expected) {
        if (!Elements.is(response, Saml.PROTOCOL, "Response")) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        signatures.verify(response, SignatureForm.MESSAGE, expected.broker().signingKeys());
        return assertion(response, expected);
    }

    Element assertion(Element response, ExpectedAnswer expected) {
        // The ArtifactResponse around it is signed, so its own signature may be left out; a wrong one may not be there.
        if (!Elements.children(response, Saml.DSIG, "Signature").isEmpty()) {
            signatures.verify(response, SignatureForm.MESSAGE, expected.broker().signingKeys());
        }
        header.require(response, expected.broker().entityId());
        MessageHeader.requireAnswerTo(response, expected.requestId());
        if (!provider.consumerUrl().equals(Elements.optionalAttribute(response, "Destination"))) {
            throw new RefusedException(Refusal.DESTINATION_MISMATCH);
        }
        requireKnownContent(response);
        MessageStatus.refusal(response).ifPresent(refusal -> refuse(response, refusal));
        return Elements.only(response, Saml.ASSERTION, "Assertion", Refusal.ASSERTION_COUNT);
    }

    private static void requireKnownContent(Element response) {
        if (!Elements.children(response, Saml.ASSERTION, "EncryptedAssertion").isEmpty()) {
            throw new RefusedException(Refusal.ASSERTION_ENCRYPTED);
        }
        MessageHeader.requireOnlyChildren(response, Set.of("Issuer", "Signature", "Status", "Assertion"));
    }

    private static void refuse(Element response, Refusal refusal) {
        boolean alone = Elements.children(response, Saml.ASSERTION, "Assertion").isEmpty();
        throw alone
                ? new RefusedException(refusal)
                        .saying(MessageStatus.message(response).orElse(null))
                : new RefusedException(Refusal.ASSERTION_COUNT);
    }
}
