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

/** Says on the link page what identity-link-service refused. */
final class LinkFormErrors {

    private static final Map<String, String> FIELDS = Map.of(
            "email",
            "email",
            "username",
            "gebruikersnaam",
            "password",
            "wachtwoord",
            "activationCode",
            "activatiecode");

    private LinkFormErrors() {}

    /** The errors on the form; empty when the refusal is not about what was filled in. */
    static Optional<FormProblem> of(Refused<?> refused, LinkForm form) {
        return switch (refused.code()) {
            case "invalid-input" -> Optional.of(invalid(refused.errors()));
            case "proof-refused" ->
                Optional.of(FormProblem.whole(
                        HttpStatus.FORBIDDEN, form.hasCode() ? "form.code-refused" : "form.credentials-refused", null));
            case "too-many-attempts" -> Optional.of(tooMany(refused.retryAfter()));
            case "pin-throttled" ->
                Optional.of(
                        FormProblem.whole(HttpStatus.TOO_MANY_REQUESTS, "form.link-throttled", refused.retryAfter()));
            case "temporarily-unavailable" -> Optional.of(unavailable());
            default -> Optional.empty();
        };
    }

    static FormProblem choose() {
        var message = Message.of("form.choose");
        return problem(List.of(new FormError("gebruikersnaam", message), new FormError("activatiecode", message)));
    }

    static FormProblem tooMany(@Nullable Duration wait) {
        return FormProblem.whole(HttpStatus.TOO_MANY_REQUESTS, "form.too-many", wait);
    }

    static FormProblem unavailable() {
        return FormProblem.whole(HttpStatus.SERVICE_UNAVAILABLE, "form.unavailable", Duration.ofSeconds(30));
    }

    private static FormProblem invalid(List<FieldError> errors) {
        return problem(errors.stream()
                .map(error -> new FormError(FIELDS.get(error.field()), message(error)))
                .toList());
    }

    private static FormProblem problem(List<FormError> errors) {
        var heading = errors.size() == 1 ? Message.of("form.one-error") : Message.of("form.errors", errors.size());
        return new FormProblem(HttpStatus.BAD_REQUEST, new FormErrors(heading, errors), null);
    }

    private static Message message(FieldError error) {
        return Message.of("field." + error.field() + "." + error.code()).orElse("field.invalid");
    }
}
