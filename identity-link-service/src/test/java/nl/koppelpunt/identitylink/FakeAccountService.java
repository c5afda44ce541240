// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** account-service as its contract tells: accounts and codes by what proves them, registrations by link attempt. */
public final class FakeAccountService extends FakeService {

    /** An account or code; an outcome other than null is what every check of it answers. */
    public record Known(
            String kind,
            UUID id,
            String code,
            String kvkNumber,
            @Nullable String outcome) {}

    private final Map<String, Known> byProof = new ConcurrentHashMap<>();
    private final Map<UUID, UUID> portalUserByProof = new ConcurrentHashMap<>();
    private final Map<String, UUID> attemptByProof = new ConcurrentHashMap<>();
    private final Map<UUID, String> refusedRegistrations = new ConcurrentHashMap<>();
    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicInteger registrations = new AtomicInteger();

    FakeAccountService() throws IOException {
        super("account-service");
    }

    public Known account(String username, String password, String institutionCode, String kvkNumber) {
        return know(
                username + "\n" + password, new Known("account", UUID.randomUUID(), institutionCode, kvkNumber, null));
    }

    public Known accountThatAnswers(String username, String password, String outcome) {
        return know(username + "\n" + password, new Known("account", UUID.randomUUID(), "00AA", "0", outcome));
    }

    public Known activationCode(String value, String institutionCode, String kvkNumber) {
        return know(value, new Known("activation-code", UUID.randomUUID(), institutionCode, kvkNumber, null));
    }

    public void refuseRegistration(Known known, String reason) {
        refusedRegistrations.put(known.id(), reason);
    }

    public @Nullable UUID portalUser(Known known) {
        return portalUserByProof.get(known.id());
    }

    public int checks() {
        return checks.get();
    }

    public int registrations() {
        return registrations.get();
    }

    private Known know(String proof, Known known) {
        byProof.put(proof, known);
        return known;
    }

    @Override
    Answer answer(String method, String path, JsonNode body) {
        return switch (method + " " + path) {
            case "POST /internal/credential-checks" ->
                check(text(body, "username") + "\n" + text(body, "password"), body);
            case "POST /internal/activation-code-checks" -> check(text(body, "activationCode"), body);
            case "POST /internal/registrations" -> register(body);
            default -> Answer.empty(404);
        };
    }

    private Answer check(String proof, JsonNode body) {
        checks.incrementAndGet();
        var known = byProof.get(proof);
        if (known == null) {
            return Answer.ok(Map.of("outcome", "refused"));
        } else if (known.outcome() != null) {
            return Answer.ok(Map.of("outcome", known.outcome()));
        } else if (!known.kvkNumber().equals(text(body, "kvkNumber"))) {
            return Answer.ok(Map.of("outcome", "organisation-differs"));
        }
        return Answer.ok(Map.of(
                "outcome",
                "proved",
                "proof",
                Map.of("kind", known.kind(), "id", known.id()),
                "institution",
                institution(known),
                "kvk",
                "fits"));
    }

    private Answer register(JsonNode body) {
        registrations.incrementAndGet();
        var proofId = text(body.path("proof"), "id");
        var known = byProof.values().stream()
                .filter(one -> one.id().toString().equals(proofId))
                .findFirst()
                .orElseThrow();
        var attempt = UUID.fromString(text(body, "linkAttemptId"));
        var refusal = refusedRegistrations.get(known.id());
        if (refusal != null) {
            return Answer.ok(Map.of("outcome", "refused", "reason", refusal));
        } else if (!attemptByProof.computeIfAbsent(proofId, _ -> attempt).equals(attempt)) {
            return Answer.ok(Map.of("outcome", "refused", "reason", "proof-used"));
        }
        var portalUser = portalUserByProof.computeIfAbsent(known.id(), _ -> UUID.randomUUID());
        return Answer.ok(Map.of(
                "outcome",
                "registered",
                "portalUserId",
                portalUser,
                "institution",
                institution(known),
                "institutionCodes",
                List.of(known.code())));
    }

    private static Map<String, String> institution(Known known) {
        return Map.of("code", known.code(), "name", "De Regenboog");
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asString();
    }
}
