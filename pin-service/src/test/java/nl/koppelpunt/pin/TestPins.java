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

    static PinRequest request(String subject) {
        return request(subject, subject + "@school.example");
    }

    static PinRequest request(String subject, String email) {
        return new PinRequest("link", new EmailAddress(email), "nl", BINDING, subject, Duration.ofMinutes(10));
    }

    /** A draft of a PIN of which the test knows the digits. */
    static PinDraft draft(MacKeys keys, RawPin pin, PinRequest request) {
        var id = UUID.randomUUID();
        return new PinDraft(id, request, keys.mac(id, request.binding(), pin), List.of(bytes(1)), "sealed");
    }

    private static byte[] bytes(int seed) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
