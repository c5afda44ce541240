// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.time.Duration;
import java.time.Instant;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes an assertion wrong before it is signed, so that its signature holds. */
final class AssertionDefects {

    private static final String OTHER = "urn:etoegang:HM:00000009999999990000:entities:9009";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTES = Duration.ofMinutes(10);

    private AssertionDefects() {}

    static void apply(Defect defect, Document document, Instant now) {
        var assertion = document.getDocumentElement();
        switch (defect) {
            case VERSION_OTHER -> assertion.setAttribute("Version", "1.1");
            case ISSUED_LONG_AGO ->
                assertion.setAttribute("IssueInstant", now.minus(HOUR).toString());
            case ISSUER_OTHER -> child(assertion, "Issuer").setTextContent(OTHER);
            case RECIPIENT_OTHER -> confirmationData(assertion).setAttribute("Recipient", "https://elders.example/acs");
            case IN_RESPONSE_TO_OTHER -> confirmationData(assertion).setAttribute("InResponseTo", "_other");
            case NOT_BEARER ->
                confirmation(assertion).setAttribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key");
            case CONDITIONS_ABSENT -> assertion.removeChild(child(assertion, "Conditions"));
            case NOT_YET_VALID ->
                child(assertion, "Conditions")
                        .setAttribute("NotBefore", now.plus(MINUTES).toString());
            case EXPIRED ->
                child(assertion, "Conditions")
                        .setAttribute("NotOnOrAfter", now.minus(MINUTES).toString());
            case AUDIENCE_OTHER ->
                child(child(child(assertion, "Conditions"), "AudienceRestriction"), "Audience")
                        .setTextContent(OTHER);
            default -> AttributeDefects.apply(defect, assertion, now);
        }
    }

    static Element child(Element parent, String name) {
        return Xml.onlyChild(parent, Namespaces.SAML, name);
    }

    private static Element confirmation(Element assertion) {
        return child(child(assertion, "Subject"), "SubjectConfirmation");
    }

    private static Element confirmationData(Element assertion) {
        return child(confirmation(assertion), "SubjectConfirmationData");
    }
}
