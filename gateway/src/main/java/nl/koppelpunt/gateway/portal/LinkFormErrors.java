// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.koppelpunt.gateway.portal.Answer.FieldError;
import nl.koppelpunt.gateway.portal.Answer.Refused;
import nl.koppelpunt.gateway.portal.FormErrors.FormError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says on the link page what identity-link-service refused. */
@Component
class LinkFormErrors {

    private static final Map<String, String> FIELDS = Map.of(
            "email",
            "email",
            "username",
            "gebruikersnaam",
            "password",
            "wachtwoord",
            "activationCode",
            "activatiecode");

    private final Texts texts;

    LinkFormErrors(Texts texts) {
        this.texts = texts;
    }

    /** The errors on the form; empty when the refusal is not about what was filled in. */
    Optional<FormProblem> of(Refused<?> refused, LinkForm form) {
        return switch (refused.code()) {
            case "invalid-input" -> Optional.of(invalid(refused.errors()));
            case "proof-refused" ->
                Optional.of(whole(
                        HttpStatus.FORBIDDEN, form.hasCode() ? "form.code-refused" : "form.credentials-refused", null));
            case "too-many-attempts" -> Optional.of(tooMany(refused.retryAfter()));
            case "pin-throttled" ->
                Optional.of(whole(HttpStatus.TOO_MANY_REQUESTS, "form.pin-throttled", refused.retryAfter()));
            case "temporarily-unavailable" -> Optional.of(unavailable());
            default -> Optional.empty();
        };
    }

    FormProblem choose() {
        var message = texts.of("form.choose");
        return problem(List.of(new FormError("gebruikersnaam", message), new FormError("activatiecode", message)));
    }

    FormProblem tooMany(@Nullable Duration wait) {
        return whole(HttpStatus.TOO_MANY_REQUESTS, "form.too-many", wait);
    }

    FormProblem unavailable() {
        return whole(HttpStatus.SERVICE_UNAVAILABLE, "form.unavailable", Duration.ofSeconds(30));
    }

    private FormProblem invalid(List<FieldError> errors) {
        return problem(errors.stream()
                .map(error -> new FormError(FIELDS.get(error.field()), message(error)))
                .toList());
    }

    private FormProblem problem(List<FormError> errors) {
        var heading = errors.size() == 1 ? texts.of("form.one-error") : texts.of("form.errors", errors.size());
        return new FormProblem(HttpStatus.BAD_REQUEST, new FormErrors(heading, errors), null);
    }

    private FormProblem whole(HttpStatus status, String key, @Nullable Duration wait) {
        var errors = FormErrors.of(texts.of(key + ".title"), new FormError(null, texts.of(key, Texts.wait(wait))));
        return new FormProblem(status, errors, wait);
    }

    private String message(FieldError error) {
        return texts.orElse("field." + error.field() + "." + error.code(), "field.invalid");
    }
}
