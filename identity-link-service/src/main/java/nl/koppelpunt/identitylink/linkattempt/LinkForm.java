// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.koppelpunt.identitylink.accounts.ActivationCode;
import nl.koppelpunt.identitylink.accounts.Credentials;
import nl.koppelpunt.identitylink.pins.TypedPin;
import nl.koppelpunt.platform.defaults.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns request bodies into values, or names all that is wrong with them at once. */
@Component
class LinkForm {

    private static final int LONGEST_USERNAME = 200;
    private static final int LONGEST_PASSWORD = 500;
    private static final int LONGEST_CODE = 100;
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final PersonalEmail personalEmail;

    LinkForm(PersonalEmail personalEmail) {
        this.personalEmail = personalEmail;
    }

    Submission submission(CredentialsRequest request) {
        refuse(Stream.of(
                personalEmail.fault(trimmed(request.email())),
                fault("username", request.username(), LONGEST_USERNAME),
                fault("password", request.password(), LONGEST_PASSWORD)));
        var credentials = new Credentials(present(request.username()).strip(), present(request.password()));
        return new Submission(present(trimmed(request.email())), locale(request.locale()), credentials);
    }

    Submission submission(ActivationCodeRequest request) {
        refuse(Stream.of(
                personalEmail.fault(trimmed(request.email())),
                fault("activationCode", request.activationCode(), LONGEST_CODE)));
        var code = new ActivationCode(present(request.activationCode()).strip());
        return new Submission(present(trimmed(request.email())), locale(request.locale()), code);
    }

    /** Spaces are let through: mail programs and people put them between the digits. */
    TypedPin pin(PinRequest request) {
        var digits = request.pin() == null ? "" : request.pin().replaceAll("\\s", "");
        var tryId = trimmed(request.tryId());
        refuse(Stream.of(
                tryId == null || UUID_FORM.matcher(tryId).matches()
                        ? Optional.empty()
                        : Optional.of(FieldFaults.invalidTry()),
                digits.isEmpty() ? Optional.of(FieldFaults.required("pin")) : Optional.empty(),
                digits.isEmpty() || TypedPin.isValid(digits)
                        ? Optional.empty()
                        : Optional.of(FieldFaults.invalidPin())));
        return new TypedPin(digits, tryId == null ? null : UUID.fromString(tryId));
    }

    private static Optional<FieldProblem> fault(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return Optional.of(FieldFaults.required(field));
        }
        return value.length() > longest ? Optional.of(FieldFaults.tooLong(field)) : Optional.empty();
    }

    private static void refuse(Stream<Optional<FieldProblem>> found) {
        var faults = found.flatMap(Optional::stream).toList();
        if (!faults.isEmpty()) {
            throw LinkProblems.invalidInput(faults);
        }
    }

    private static @Nullable String trimmed(@Nullable String value) {
        return value == null ? null : value.strip();
    }

    private static String locale(@Nullable String locale) {
        return "en".equals(locale) ? "en" : "nl";
    }

    private static String present(@Nullable String value) {
        return Objects.requireNonNull(value);
    }

    record CredentialsRequest(
            @Nullable String email,
            @Nullable String username,
            @Nullable String password,
            @Nullable String locale) {

        @Override
        public String toString() {
            return "CredentialsRequest[redacted]";
        }
    }

    record ActivationCodeRequest(
            @Nullable String email,
            @Nullable String activationCode,
            @Nullable String locale) {

        @Override
        public String toString() {
            return "ActivationCodeRequest[redacted]";
        }
    }

    record PinRequest(@Nullable String pin, @Nullable String tryId) {

        @Override
        public String toString() {
            return "PinRequest[redacted]";
        }
    }
}
