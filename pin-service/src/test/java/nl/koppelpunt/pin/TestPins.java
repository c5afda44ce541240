// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** PINs, bindings and requests that tests speak of. */
final class TestPins {
    static final String OWNER = "identity-link-service";
    static final UUID ID = UUID.fromString("3f1c2f1e-6f0a-4d4e-9a5e-1f2d3c4b5a69");
    static final RawPin RIGHT = new RawPin("000042");
    static final RawPin WRONG = new RawPin("424242");
    static final PinBinding BINDING = binding(7);
    static final PinBinding OTHER_BINDING = binding(8);
    static final MacKeys KEYS = new MacKeys("k1", Map.of("k1", key(1)));

    private TestPins() {}

    static PinBinding binding(int seed) {
        return new PinBinding(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(seed)));
    }

    static String key(int seed) {
        return Base64.getEncoder().encodeToString(bytes(seed));
    }

    /** The binding with one of its 32 bytes another. */
    static PinBinding swapped(PinBinding binding, int part) {
        var bytes = binding.bytes();
        bytes[part] ^= 1;
        return new PinBinding(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static PinRequest request(String subject) {
        return request(subject, subject + "@school.example");
    }

    static PinRequest requestOf(String owner, String subject) {
        var email = new EmailAddress(subject + "@school.example");
        return new PinRequest(owner, "link", email, "nl", BINDING, subject, Duration.ofMinutes(10));
    }

    static PinRequest requestFor(String purpose, String subject) {
        return new PinRequest(
                OWNER,
                purpose,
                new EmailAddress(subject + "@school.example"),
                "nl",
                BINDING,
                subject,
                Duration.ofMinutes(10));
    }

    static PinRequest request(String subject, String email) {
        return new PinRequest(OWNER, "link", new EmailAddress(email), "nl", BINDING, subject, Duration.ofMinutes(10));
    }

    /** A draft of a PIN of which the test knows the digits. */
    static PinDraft draft(MacKeys keys, RawPin pin, PinRequest request) {
        var id = UUID.randomUUID();
        return new PinDraft(
                id, request, keys.mac(id, request.binding(), pin), List.of(bytes(1)), List.of(bytes(2)), "sealed");
    }

    static PinAttempt attempt(UUID id, RawPin pin) {
        return attempt(id, BINDING, pin);
    }

    static PinAttempt attempt(UUID id, PinBinding binding, RawPin pin) {
        return new PinAttempt(id, binding, pin, OWNER, null);
    }

    static PinAttempt attempt(UUID id, RawPin pin, String key) {
        return new PinAttempt(id, BINDING, pin, OWNER, key);
    }

    private static byte[] bytes(int seed) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
