// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.identitylink.accounts.Proof;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.identitylink.pins.PinBinding;

/** One digest over all a PIN belongs to; with any part another, the PIN is wrong. */
final class AttemptBinding {

    private AttemptBinding() {}

    static PinBinding of(UUID linkAttemptId, IdentityKey identity, Proof proof, String email, UUID sessionId) {
        var parts = Stream.of(
                        linkAttemptId.toString(),
                        identity.canonical(),
                        proof.kind(),
                        proof.id().toString(),
                        email,
                        sessionId.toString())
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining(","));
        return PinBinding.of(sha256(parts));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
