// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** An ISO 8601 duration of one to ten minutes; text, so that a wrong one is told together with the other fields. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Lifetime.Check.class)
@interface Lifetime {
    String message() default "must be a duration of one to ten minutes, such as PT10M";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<Lifetime, @Nullable String> {
        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofMinutes(10);

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || isInRange(value);
        }

        private static boolean isInRange(String value) {
            try {
                var duration = Duration.parse(value);
                return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
            } catch (DateTimeParseException unreadable) {
                return false;
            }
        }
    }
}
