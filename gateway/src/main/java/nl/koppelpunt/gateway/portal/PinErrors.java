// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.portal.FormErrors.FormError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Says on the PIN page what is wrong with a PIN, or with asking for another. */
final class PinErrors {

    private static final Pattern SIX_DIGITS = Pattern.compile("\\d{6}");

    private static final String THROTTLED = "form.pin-throttled";

    private PinErrors() {}

    /** What can be seen without asking, and so costs no attempt. */
    static Optional<FormProblem> in(String pin) {
        if (pin.isEmpty()) {
            return Optional.of(onField("field.pin.required"));
        }
        return SIX_DIGITS.matcher(pin).matches() ? Optional.empty() : Optional.of(onField("field.pin.six-digits"));
    }

    static FormProblem wrong(@Nullable Integer triesLeft) {
        return switch (triesLeft) {
            case 0 -> usedUp(HttpStatus.FORBIDDEN);
            case 1 -> onField("field.pin.wrong-last");
            case null, default -> onField("field.pin.wrong", triesLeft);
        };
    }

    /** However long one waits: only another PIN helps. */
    static FormProblem usedUp(HttpStatus status) {
        return FormProblem.whole(status, "form.pin-used-up", null);
    }

    /** What to say of a PIN that is used up: looking for its mail, or at its field, helps nobody. */
    static FormProblem ofUsedUp(FormProblem problem) {
        var errors = problem.errors();
        if (errors.isOfFields()) {
            return usedUp(problem.status());
        }
        return errors.says(THROTTLED)
                ? FormProblem.whole(problem.status(), "form.pin-used-up-throttled", problem.retryAfter())
                : problem;
    }

    static FormProblem expired() {
        return onField("field.pin.expired");
    }

    static FormProblem tooMany(@Nullable Duration wait) {
        return FormProblem.whole(HttpStatus.TOO_MANY_REQUESTS, "form.too-many", wait);
    }

    static FormProblem unanswered() {
        return unavailable(Duration.ofSeconds(30));
    }

    static Optional<FormProblem> of(Refused<?> refused) {
        return switch (refused.code()) {
            case "invalid-input" -> Optional.of(onField("field.pin.six-digits"));
            case "too-many-attempts" -> Optional.of(tooMany(refused.retryAfter()));
            case "pin-throttled" ->
                Optional.of(FormProblem.whole(HttpStatus.TOO_MANY_REQUESTS, THROTTLED, refused.retryAfter()));
            case "temporarily-unavailable" -> Optional.of(unavailable(refused.retryAfter()));
            default -> Optional.empty();
        };
    }

    private static FormProblem unavailable(@Nullable Duration wait) {
        return FormProblem.whole(HttpStatus.SERVICE_UNAVAILABLE, "form.pin-unavailable", wait);
    }

    private static FormProblem onField(String key) {
        return onField(key, null);
    }

    private static FormProblem onField(String key, @Nullable Object value) {
        var errors = FormErrors.of(Message.of("form.one-error"), new FormError("pincode", Message.of(key, value)));
        return new FormProblem(HttpStatus.BAD_REQUEST, errors, null);
    }
}
