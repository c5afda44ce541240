// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Translates the status of a message. */
final class MessageStatus {

    private static final Set<String> TOP_LEVEL = Set.of(Saml.STATUS + "Responder", Saml.STATUS + "Requester");

    private MessageStatus() {}

    /** Why the broker says there is no login, or empty if it says there is. */
    static Optional<Refusal> refusal(Element message) {
        Element code = code(message);
        String value = value(code);
        if (value.equals(Saml.STATUS_SUCCESS)) {
            return Optional.empty();
        }
        if (!TOP_LEVEL.contains(value)) {
            return Optional.of(Refusal.STATUS_UNKNOWN);
        }
        return Optional.of(Elements.optional(code, Saml.PROTOCOL, "StatusCode", Refusal.STATUS_UNKNOWN)
                .map(MessageStatus::value)
                .map(MessageStatus::refusalOf)
                .orElse(Refusal.BROKER_FAULT));
    }

    private static Refusal refusalOf(String secondLevel) {
        return switch (secondLevel) {
            case Saml.STATUS + "AuthnFailed" -> Refusal.CANCELLED;
            case Saml.STATUS + "RequestUnsupported", Saml.STATUS + "RequestDenied", Saml.STATUS + "NoAuthnContext" ->
                Refusal.ACCESS_DENIED;
            default -> Refusal.BROKER_FAULT;
        };
    }

    private static Element code(Element message) {
        Element status = Elements.only(message, Saml.PROTOCOL, "Status", Refusal.STATUS_UNKNOWN);
        return Elements.only(status, Saml.PROTOCOL, "StatusCode", Refusal.STATUS_UNKNOWN);
    }

    private static String value(Element code) {
        return Elements.attribute(code, "Value", Refusal.STATUS_UNKNOWN);
    }
}
