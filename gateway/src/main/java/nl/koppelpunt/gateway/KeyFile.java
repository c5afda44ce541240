// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file is there and holds enough to be a key; an absent setting is another constraint's business. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KeyFile.Check.class)
public @interface KeyFile {

    /** As follows the name of the setting in a sentence. */
    String message() default "names no file that can be read and holds at least 32 random bytes";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at the size alone: how random a key is cannot be seen. */
    final class Check implements ConstraintValidator<KeyFile, Path> {

        @Override
        public boolean isValid(@Nullable Path file, ConstraintValidatorContext context) {
            try {
                return file == null || Files.readAllBytes(file).length >= KeyedHash.MINIMUM_KEY_BYTES;
            } catch (IOException unreadable) {
                return false;
            }
        }
    }
}
