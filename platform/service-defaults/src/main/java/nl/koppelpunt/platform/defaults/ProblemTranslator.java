// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;

/** Turns any error into the problem a caller may see; nothing of an unexpected error's text gets through. */
final class ProblemTranslator {

    private static final Map<String, String> CODES =
            Map.of("NotNull", "required", "NotBlank", "required", "NotEmpty", "required", "Size", "length");

    private ProblemTranslator() {}

    static ErrorResponseException translate(Throwable error) {
        if (contains(error, DataBufferLimitException.class)) {
            return plain(HttpStatus.CONTENT_TOO_LARGE);
        }
        return switch (error) {
            case WebExchangeBindException invalid -> invalid(bindErrors(invalid));
            case HandlerMethodValidationException invalid -> invalid(parameterErrors(invalid));
            case ErrorResponseException problem when ownProblem(problem) -> problem;
            case ResponseStatusException status ->
                plain(known(status.getStatusCode().value()));
            case ErrorResponseException status ->
                plain(known(status.getStatusCode().value()));
            case RejectedExecutionException _ -> busy();
            case TimeoutException _ -> busy();
            case AuthenticationServiceException _ -> busy();
            case AuthenticationException _ -> plain(HttpStatus.UNAUTHORIZED);
            case AccessDeniedException _ -> plain(HttpStatus.FORBIDDEN);
            default -> plain(HttpStatus.INTERNAL_SERVER_ERROR);
        };
    }

    private static boolean ownProblem(ErrorResponseException problem) {
        Map<String, Object> members = problem.getBody().getProperties();
        return members != null && members.containsKey("code");
    }

    private static HttpStatus known(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }

    private static Problem plain(HttpStatus status) {
        String code = status == HttpStatus.BAD_REQUEST
                ? "invalid-input"
                : status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.of(status, code, status.getReasonPhrase(), detail(status));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request could not be read. Check its form against the documentation.";
            case UNAUTHORIZED -> "A valid access token is needed.";
            case FORBIDDEN -> "The access token does not allow this.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not answer this method.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body is not of a type that is read here.";
            case NOT_ACCEPTABLE -> "The asked type of answer is not made here.";
            case CONTENT_TOO_LARGE -> "The body is larger than is read here.";
            default -> "Something went wrong. Name the reference when you ask about it.";
        };
    }

    private static Problem busy() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporarily-unavailable",
                        "Temporarily unavailable",
                        "The service is busy. Try again in a moment.")
                .retryAfter(Duration.ofSeconds(1));
    }

    private static Problem invalid(List<FieldProblem> errors) {
        return Problem.of(HttpStatus.BAD_REQUEST, "invalid-input", "Invalid input", "One or more fields are not right.")
                .with("errors", errors);
    }

    private static List<FieldProblem> bindErrors(WebExchangeBindException invalid) {
        return invalid.getAllErrors().stream()
                .map(ProblemTranslator::fieldProblem)
                .toList();
    }

    private static FieldProblem fieldProblem(ObjectError error) {
        String field = error instanceof FieldError f ? f.getField() : error.getObjectName();
        return new FieldProblem(field, code(error), message(error));
    }

    private static List<FieldProblem> parameterErrors(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result instanceof ParameterErrors bean
                        ? bean.getAllErrors().stream().map(ProblemTranslator::fieldProblem)
                        : result.getResolvableErrors().stream()
                                .map(error -> new FieldProblem(
                                        parameterName(
                                                result.getMethodParameter().getParameterName()),
                                        code(error),
                                        message(error))))
                .toList();
    }

    private static String parameterName(@Nullable String name) {
        return name == null ? "parameter" : name;
    }

    private static String code(MessageSourceResolvable error) {
        String[] codes = error.getCodes();
        String constraint = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
        return CODES.getOrDefault(
                constraint, constraint.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    private static boolean contains(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
