// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Whether an Assertion is the broker's, is meant for us, answers our request, and holds now. */
final class AssertionCheck {

    private static final Set<String> CHILDREN =
            Set.of("Issuer", "Signature", "Subject", "Conditions", "Advice", "AuthnStatement", "AttributeStatement");
    private static final Set<String> CONDITIONS = Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");
    private static final Duration OLDEST_AUTHENTICATION = Duration.ofHours(2);

    /** What an AuthnStatement says that held. */
    record Authentication(LevelOfAssurance level, Instant moment) {}

    private final ServiceProvider provider;
    private final SignatureVerifier signatures;
    private final MessageHeader header;
    private final TimeWindow window;

    AssertionCheck(ServiceProvider provider, SignatureVerifier signatures, MessageHeader header, TimeWindow window) {
        this.provider = provider;
        this.signatures = signatures;
        this.header = header;
        this.window = window;
    }

    Authentication check(Element assertion, ExpectedAnswer expected) {
        signatures.verify(assertion, SignatureForm.MESSAGE, expected.broker().signingKeys());
        header.require(assertion, expected.broker().entityId());
        MessageHeader.requireOnlyChildren(assertion, CHILDREN);
        requireConfirmed(assertion, expected.requestId());
        requireConditions(Elements.only(assertion, Saml.ASSERTION, "Conditions", Refusal.CONDITIONS_MISSING));
        return authentication(assertion);
    }

    private void requireConfirmed(Element assertion, String requestId) {
        Element subject = Elements.only(assertion, Saml.ASSERTION, "Subject", Refusal.SUBJECT_UNCONFIRMED);
        RefusedException refused = new RefusedException(Refusal.SUBJECT_UNCONFIRMED);
        for (Element confirmation : Elements.children(subject, Saml.ASSERTION, "SubjectConfirmation")) {
            try {
                requireBearer(confirmation, requestId);
                return;
            } catch (RefusedException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private void requireBearer(Element confirmation, String requestId) {
        require(Saml.BEARER.equals(Elements.optionalAttribute(confirmation, "Method")), Refusal.SUBJECT_UNCONFIRMED);
        Element data =
                Elements.only(confirmation, Saml.ASSERTION, "SubjectConfirmationData", Refusal.SUBJECT_UNCONFIRMED);
        MessageHeader.requireAnswerTo(data, requestId);
        require(
                provider.consumerUrl().equals(Elements.optionalAttribute(data, "Recipient")),
                Refusal.RECIPIENT_MISMATCH);
        require(Elements.optionalAttribute(data, "NotBefore") == null, Refusal.SUBJECT_UNCONFIRMED);
        String end = Elements.attribute(data, "NotOnOrAfter", Refusal.SUBJECT_UNCONFIRMED);
        window.requireNotOver(Moments.parse(end, Refusal.SUBJECT_UNCONFIRMED), Refusal.NO_LONGER_VALID);
    }

    private void requireConditions(Element conditions) {
        String start = Elements.attribute(conditions, "NotBefore", Refusal.CONDITIONS_MISSING);
        String end = Elements.attribute(conditions, "NotOnOrAfter", Refusal.CONDITIONS_MISSING);
        window.requireStarted(Moments.parse(start, Refusal.CONDITIONS_MISSING), Refusal.NOT_YET_VALID);
        window.requireNotOver(Moments.parse(end, Refusal.CONDITIONS_MISSING), Refusal.NO_LONGER_VALID);
        for (Element condition : Elements.children(conditions)) {
            require(
                    Saml.ASSERTION.equals(condition.getNamespaceURI()) && CONDITIONS.contains(condition.getLocalName()),
                    Refusal.CONDITION_UNKNOWN);
        }
        Element audiences = Elements.only(conditions, Saml.ASSERTION, "AudienceRestriction", Refusal.AUDIENCE_MISMATCH);
        boolean ours = Elements.children(audiences, Saml.ASSERTION, "Audience").stream()
                .anyMatch(audience -> provider.entityId().equals(Elements.text(audience, Refusal.AUDIENCE_MISMATCH)));
        require(ours, Refusal.AUDIENCE_MISMATCH);
    }

    private Authentication authentication(Element assertion) {
        Element statement =
                Elements.only(assertion, Saml.ASSERTION, "AuthnStatement", Refusal.AUTHENTICATION_STATEMENT);
        Instant moment = Moments.parse(
                Elements.attribute(statement, "AuthnInstant", Refusal.AUTHENTICATION_STATEMENT),
                Refusal.AUTHENTICATION_STATEMENT);
        window.requireRecent(moment, OLDEST_AUTHENTICATION, Refusal.AUTHENTICATION_STALE);
        String sessionEnd = Elements.optionalAttribute(statement, "SessionNotOnOrAfter");
        if (sessionEnd != null) {
            window.requireNotOver(
                    Moments.parse(sessionEnd, Refusal.AUTHENTICATION_STATEMENT), Refusal.AUTHENTICATION_STALE);
        }
        return new Authentication(level(statement), moment);
    }

    private LevelOfAssurance level(Element statement) {
        Element context = Elements.only(statement, Saml.ASSERTION, "AuthnContext", Refusal.AUTHENTICATION_STATEMENT);
        List<Element> classes = Elements.children(context, Saml.ASSERTION, "AuthnContextClassRef");
        require(classes.size() == 1, Refusal.LEVEL_UNKNOWN);
        LevelOfAssurance level = provider.profile()
                .level(Elements.text(classes.getFirst(), Refusal.LEVEL_UNKNOWN))
                .orElseThrow(() -> new RefusedException(Refusal.LEVEL_UNKNOWN));
        require(level.isAtLeast(provider.minimumLevel()), Refusal.LEVEL_TOO_LOW);
        return level;
    }

    private static void require(boolean condition, Refusal refusal) {
        if (!condition) {
            throw new RefusedException(refusal);
        }
    }
}
