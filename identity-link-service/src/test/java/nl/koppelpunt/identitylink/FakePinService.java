// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** pin-service as its contract tells, with a mailbox for each address. */
public final class FakePinService extends FakeService {

    private static final int TRIES = 3;

    private final Map<UUID, Pin> pins = new ConcurrentHashMap<>();
    private final Map<String, Pin> mailbox = new ConcurrentHashMap<>();
    private final Map<String, Try> tries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Duration throttle;
    private volatile Duration acceptance = Duration.ZERO;

    private record Try(JsonNode request, Answer answer) {}

    private static final class Pin {
        private final UUID id = UUID.randomUUID();
        private final String digits;
        private final String binding;
        private int triesLeft = TRIES;
        private boolean over;
        private boolean withdrawn;

        private Pin(String digits, String binding) {
            this.digits = digits;
            this.binding = binding;
        }
    }

    FakePinService() throws IOException {
        super("pin-service");
    }

    /** The PIN last mailed to an address. */
    public String mailedTo(String email) {
        return mail(email).digits;
    }

    public String otherThan(String pin) {
        return pin.equals("123456") ? "654321" : "123456";
    }

    public boolean isWithdrawn(String email) {
        return mail(email).withdrawn;
    }

    public String bindingOf(String email) {
        return mail(email).binding;
    }

    public void expire(String email) {
        mail(email).over = true;
    }

    public void throttle(@Nullable Duration wait) {
        this.throttle = wait;
    }

    /** From now on a right PIN is used up at once, and told to be right this much later. */
    public void acceptAfter(Duration delay) {
        this.acceptance = delay;
    }

    private Pin mail(String email) {
        var pin = mailbox.get(email);
        if (pin == null) {
            throw new AssertionError("No PIN was mailed to this address");
        }
        return pin;
    }

    @Override
    Answer answer(String method, String path, JsonNode body) {
        var parts = path.substring("/api/pins/v1/pins".length()).split("/", -1);
        if (method.equals("POST") && parts.length <= 1) {
            return issue(body);
        }
        var pin = pins.get(UUID.fromString(parts[1]));
        if (method.equals("DELETE")) {
            if (pin != null) {
                pin.withdrawn = true;
                pin.over = true;
            }
            return Answer.empty(204);
        }
        return pin == null ? Answer.ok(Map.of("outcome", "expired")) : late(check(pin, body));
    }

    @Override
    Answer answer(String method, String path, JsonNode body, @Nullable String key) {
        if (key == null) {
            return answer(method, path, body);
        }
        var known = tries.computeIfAbsent(path + key, _ -> new Try(body, answer(method, path, body)));
        return known.request().equals(body)
                ? known.answer()
                : new Answer(409, Map.of("code", "idempotency-key-reused"), Map.of());
    }

    private Answer late(Answer answer) {
        if (Map.of("outcome", "accepted").equals(answer.body())) {
            LockSupport.parkNanos(acceptance.toNanos());
        }
        return answer;
    }

    private Answer issue(JsonNode body) {
        var wait = throttle;
        if (wait != null) {
            return new Answer(
                    429, Map.of("code", "pin-throttled"), Map.of("Retry-After", String.valueOf(wait.toSeconds())));
        }
        var binding = body.path("binding").asString();
        pins.values().stream().filter(pin -> pin.binding.equals(binding)).forEach(pin -> pin.over = true);
        var pin = new Pin("%06d".formatted(random.nextInt(1_000_000)), binding);
        pins.put(pin.id, pin);
        mailbox.put(body.path("email").asString(), pin);
        return new Answer(
                201,
                Map.of(
                        "id",
                        pin.id,
                        "expiresAt",
                        Instant.now().plusSeconds(600).toString(),
                        "triesLeft",
                        TRIES,
                        "newPinAt",
                        Instant.now().plusSeconds(60).toString()),
                Map.of());
    }

    private static Answer check(Pin pin, JsonNode body) {
        synchronized (pin) {
            if (pin.over) {
                return Answer.ok(Map.of("outcome", "expired"));
            } else if (pin.triesLeft == 0) {
                return Answer.ok(Map.of(
                        "outcome",
                        "locked",
                        "retryAfter",
                        Instant.now().plusSeconds(60).toString()));
            }
            pin.triesLeft--;
            if (pin.digits.equals(body.path("pin").asString())
                    && pin.binding.equals(body.path("binding").asString())) {
                pin.over = true;
                return Answer.ok(Map.of("outcome", "accepted"));
            } else if (pin.triesLeft == 0) {
                return Answer.ok(Map.of(
                        "outcome",
                        "locked",
                        "retryAfter",
                        Instant.now().plusSeconds(60).toString()));
            }
            return Answer.ok(Map.of("outcome", "rejected", "triesLeft", pin.triesLeft));
        }
    }
}
