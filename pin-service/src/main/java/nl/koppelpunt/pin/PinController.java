// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import nl.koppelpunt.platform.defaults.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/pins/v1/pins")
class PinController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String KEY = "[!-~]{1,128}";

    private final PinIssuance issuance;
    private final PinVerification verification;
    private final PinWithdrawal withdrawal;
    private final PinProperties properties;

    PinController(
            PinIssuance issuance, PinVerification verification, PinWithdrawal withdrawal, PinProperties properties) {
        this.issuance = issuance;
        this.verification = verification;
        this.withdrawal = withdrawal;
        this.properties = properties;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<IssueResponse> issue(
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Pattern(regexp = KEY) @Nullable
                    String idempotencyKey,
            @Valid @RequestBody IssueRequest body,
            Authentication caller) {
        return issuance.issue(body.toPinRequest(caller.getName(), properties.validFor()), idempotencyKey)
                .onErrorMap(KeyReusedException.class, PinController::keyReused)
                .map(PinController::answer);
    }

    /** Answers after a floor: a wrong try is written down at more length than an unknown PIN (S-051). */
    @PostMapping("/{id}/attempts")
    Mono<CheckResponse> check(
            @PathVariable UUID id,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Pattern(regexp = KEY) @Nullable
                    String idempotencyKey,
            @Valid @RequestBody CheckRequest body,
            Authentication caller) {
        return Mono.zip(
                        verification.check(body.toPinAttempt(id, caller.getName(), idempotencyKey)),
                        Mono.delay(properties.answerFloor()))
                .onErrorMap(KeyReusedException.class, PinController::keyReused)
                .map(both -> answer(both.getT1()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(@PathVariable UUID id, Authentication caller) {
        return withdrawal.withdraw(id, "withdrawn", caller.getName());
    }

    private static IssueResponse answer(PinIssue issue) {
        return switch (issue) {
            case PinIssue.Issued(var pin, var newPinAt) ->
                new IssueResponse(pin.id(), pin.expiresAt(), pin.maxTries(), newPinAt);
            case PinIssue.Throttled(var next) -> throw throttled(next);
        };
    }

    private static CheckResponse answer(PinCheck check) {
        return switch (check) {
            case PinCheck.Accepted _ -> new CheckResponse("accepted", null, null);
            case PinCheck.Rejected(var triesLeft) -> new CheckResponse("rejected", triesLeft, null);
            case PinCheck.Locked(var retryAfter) -> new CheckResponse("locked", null, retryAfter);
            case PinCheck.Expired _ -> new CheckResponse("expired", null, null);
        };
    }

    private static Problem throttled(NextPin next) {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "pin-throttled",
                        "Too many PINs",
                        "Too many PINs were asked for this subject or mailbox; ask again later.")
                .retryAfter(next.waiting());
    }

    private static Problem keyReused(KeyReusedException reused) {
        return Problem.of(
                HttpStatus.CONFLICT,
                "idempotency-key-reused",
                "Idempotency key reused",
                "The idempotency key was used for another request; nothing was changed.");
    }

    record IssueRequest(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}")
            String purpose,

            @NotNull @Size(max = EmailAddress.MAX_LENGTH) @Pattern(regexp = EmailAddress.PATTERN)
            String email,

            @NotNull @Pattern(regexp = "nl|en") String locale,
            @NotNull @Pattern(regexp = PinBinding.BASE64URL) String binding,
            @NotNull @Pattern(regexp = "[!-~]{1,128}") String limitSubject,

            @Nullable @Lifetime String validFor) {

        /** A subject is counted by caller: what one calls its own can not use up the tries of another. */
        PinRequest toPinRequest(String owner, Duration standard) {
            return new PinRequest(
                    owner,
                    purpose,
                    new EmailAddress(email),
                    locale,
                    new PinBinding(binding),
                    owner + " " + limitSubject,
                    validFor == null ? standard : Duration.parse(validFor));
        }

        @Override
        public String toString() {
            return "IssueRequest[redacted]";
        }
    }

    record IssueResponse(UUID id, Instant expiresAt, int triesLeft, Instant newPinAt) {}

    record CheckRequest(
            @NotNull @Pattern(regexp = RawPin.SIX_DIGITS) String pin,
            @NotNull @Pattern(regexp = PinBinding.BASE64URL) String binding) {

        PinAttempt toPinAttempt(UUID id, String owner, @Nullable String key) {
            return new PinAttempt(id, new PinBinding(binding), new RawPin(pin), owner, key);
        }

        @Override
        public String toString() {
            return "CheckRequest[redacted]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CheckResponse(
            String outcome,
            @Nullable Integer triesLeft,
            @Nullable Instant retryAfter) {}
}
