// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Translates the status of a message. */
final class MessageStatus {

    private static final Set<String> TOP_LEVEL = Set.of(Saml.STATUS + "Responder", Saml.STATUS + "Requester");

    private static final int LONGEST_MESSAGE = 400;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");

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

    /** What the broker adds in words: free text, so without control characters and of bounded length. */
    static Optional<String> message(Element message) {
        Element status = Elements.only(message, Saml.PROTOCOL, "Status", Refusal.STATUS_UNKNOWN);
        return Elements.optional(status, Saml.PROTOCOL, "StatusMessage", Refusal.STATUS_UNKNOWN)
                .map(Element::getTextContent)
                .map(text -> UNPRINTABLE.matcher(text).replaceAll(" ").strip())
                .map(text -> text.codePointCount(0, text.length()) <= LONGEST_MESSAGE
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST_MESSAGE)))
                .filter(text -> !text.isEmpty());
    }

    private static Refusal refusalOf(String secondLevel) {
        return switch (secondLevel) {
            case Saml.STATUS + "AuthnFailed" -> Refusal.CANCELLED;
            case Saml.STATUS + "RequestUnsupported", Saml.STATUS + "RequestDenied" -> Refusal.ACCESS_DENIED;
            case Saml.STATUS + "NoAuthnContext" -> Refusal.LEVEL_NOT_REACHED;
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
