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
    private static final Answer KEY_REUSED = new Answer(409, Map.of("code", "idempotency-key-reused"), Map.of());

    private final Map<UUID, Pin> pins = new ConcurrentHashMap<>();
    private final Map<String, Pin> mailbox = new ConcurrentHashMap<>();
    private final Map<String, Try> tries = new ConcurrentHashMap<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastPins = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Duration throttle;
    private volatile boolean onePinAMinute;
    private volatile Duration acceptance = Duration.ZERO;

    private record Try(JsonNode request, Answer answer) {}

    private record Order(JsonNode request, Pin pin) {}

    private static final class Pin {
        private final UUID id = UUID.randomUUID();
        private final String digits;
        private final String binding;
        private Instant expiresAt = Instant.now().plusSeconds(600);
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

    public UUID idOf(String email) {
        return mail(email).id;
    }

    public String bindingOf(String email) {
        return mail(email).binding;
    }

    public void expire(String email) {
        mail(email).over = true;
        mail(email).expiresAt = Instant.now();
    }

    public void throttle(@Nullable Duration wait) {
        this.throttle = wait;
    }

    /** Whether a subject has to wait a minute for its next PIN; most tests do not. */
    public void onePinAMinute(boolean limited) {
        this.onePinAMinute = limited;
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
            return issue(body, null);
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
        } else if (path.endsWith("/pins")) {
            return issue(body, key);
        }
        var known = tries.computeIfAbsent(path + key, _ -> new Try(body, answer(method, path, body)));
        return known.request().equals(body) ? known.answer() : KEY_REUSED;
    }

    private Answer late(Answer answer) {
        if (Map.of("outcome", "accepted").equals(answer.body())) {
            LockSupport.parkNanos(acceptance.toNanos());
        }
        return answer;
    }

    private synchronized Answer issue(JsonNode body, @Nullable String key) {
        var known = key == null ? null : orders.get(key);
        if (known != null) {
            return known.request().equals(body) ? issued(known.pin()) : KEY_REUSED;
        }
        var subject = body.path("limitSubject").asString();
        var wait = onePinAMinute ? untilNextPin(subject) : throttle;
        if (wait != null) {
            return new Answer(
                    429, Map.of("code", "pin-throttled"), Map.of("Retry-After", String.valueOf(wait.toSeconds())));
        }
        var binding = body.path("binding").asString();
        pins.values().stream().filter(pin -> pin.binding.equals(binding)).forEach(pin -> pin.over = true);
        var pin = new Pin("%06d".formatted(random.nextInt(1_000_000)), binding);
        pins.put(pin.id, pin);
        mailbox.put(body.path("email").asString(), pin);
        lastPins.put(subject, Instant.now());
        if (key != null) {
            orders.put(key, new Order(body, pin));
        }
        return issued(pin);
    }

    private @Nullable Duration untilNextPin(String subject) {
        var last = lastPins.get(subject);
        var next = last == null ? Duration.ZERO : Duration.between(Instant.now(), last.plusSeconds(60));
        return next.isPositive() ? next : null;
    }

    private static Answer issued(Pin pin) {
        return new Answer(
                201,
                Map.of(
                        "id",
                        pin.id,
                        "expiresAt",
                        pin.expiresAt.toString(),
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
