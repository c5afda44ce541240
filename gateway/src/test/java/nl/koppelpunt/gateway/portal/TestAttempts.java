// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Instant;

/** Answers of identity-link-service about a link attempt. */
final class TestAttempts {

    private TestAttempts() {}

    static String awaitingProof() {
        return inState("AWAITING_PROOF");
    }

    static String inState(String state) {
        return """
                {"state":"%s","expiresAt":"%s","organisation":{"type":"KvKnr","value":"12345678"},"institution":null,
                "maskedEmail":null,"kvk":null,"triesLeft":null,"pinExpiresAt":null,"newPinAt":null,"lockedUntil":"%s"}""".formatted(
                        state, Instant.now().plusSeconds(1800), Instant.now().plusSeconds(3600));
    }

    static String awaitingPin() {
        return awaitingPin(3, Instant.now().plusSeconds(600));
    }

    static String pinUsedUp(Instant newPinAt) {
        return awaitingPin(0, newPinAt);
    }

    private static String awaitingPin(int triesLeft, Instant newPinAt) {
        return """
                {"state":"AWAITING_PIN","expiresAt":"%1$s","organisation":{"type":"KvKnr","value":"12345678"},
                "institution":{"code":"10AB","name":"De Vuurvogel & <Co>"},"maskedEmail":"n•••@school.example","kvk":"fits",
                "triesLeft":%2$d,"pinExpiresAt":"%1$s","newPinAt":"%3$s","lockedUntil":null}""".formatted(Instant.now().plusSeconds(600), triesLeft, newPinAt);
    }

    static String problem(String code) {
        return "{\"title\":\"x\",\"status\":400,\"code\":\"" + code + "\"}";
    }

    static String invalid(String field, String code) {
        return "{\"code\":\"invalid-input\",\"errors\":[{\"field\":\"" + field + "\",\"code\":\"" + code
                + "\",\"message\":\"x\"}]}";
    }
}
