// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.portal.FormErrors.FormError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says on the PIN page what is wrong with a PIN, or with asking for another. */
@Component
class PinErrors {

    private static final Pattern SIX_DIGITS = Pattern.compile("\\d{6}");

    private final Texts texts;

    PinErrors(Texts texts) {
        this.texts = texts;
    }

    /** What can be seen without asking, and so costs no attempt. */
    Optional<FormProblem> in(String pin) {
        if (pin.isEmpty()) {
            return Optional.of(onField("field.pin.required"));
        }
        return SIX_DIGITS.matcher(pin).matches() ? Optional.empty() : Optional.of(onField("field.pin.six-digits"));
    }

    FormProblem wrong(@Nullable Integer triesLeft) {
        return triesLeft != null && triesLeft == 1
                ? onField("field.pin.wrong-last")
                : onField("field.pin.wrong", triesLeft);
    }

    FormProblem expired() {
        return onField("field.pin.expired");
    }

    FormProblem tooMany(@Nullable Duration wait) {
        return whole(HttpStatus.TOO_MANY_REQUESTS, "form.too-many", wait);
    }

    Optional<FormProblem> of(Refused<?> refused) {
        return switch (refused.code()) {
            case "invalid-input" -> Optional.of(onField("field.pin.six-digits"));
            case "too-many-attempts" -> Optional.of(tooMany(refused.retryAfter()));
            case "pin-throttled" ->
                Optional.of(whole(HttpStatus.TOO_MANY_REQUESTS, "form.pin-throttled", refused.retryAfter()));
            case "temporarily-unavailable" ->
                Optional.of(whole(HttpStatus.SERVICE_UNAVAILABLE, "form.pin-unavailable", refused.retryAfter()));
            default -> Optional.empty();
        };
    }

    private FormProblem onField(String key) {
        return onField(key, null);
    }

    private FormProblem onField(String key, @Nullable Object value) {
        var errors = FormErrors.of(texts.of("form.one-error"), new FormError("pincode", texts.of(key, value)));
        return new FormProblem(HttpStatus.BAD_REQUEST, errors, null);
    }

    private FormProblem whole(HttpStatus status, String key, @Nullable Duration wait) {
        var errors = FormErrors.of(texts.of(key + ".title"), new FormError(null, texts.of(key, Texts.wait(wait))));
        return new FormProblem(status, errors, wait);
    }
}
