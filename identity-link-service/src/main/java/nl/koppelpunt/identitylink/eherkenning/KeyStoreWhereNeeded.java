// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A key that goes by an alias needs a key store to be in, and a password to that. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KeyStoreWhereNeeded.Check.class)
@interface KeyStoreWhereNeeded {

    String message() default "must not be null where a key goes by an alias";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the setting that is missing, not the group it is of. */
    final class Check implements ConstraintValidator<KeyStoreWhereNeeded, EHerkenningProperties> {

        @Override
        public boolean isValid(EHerkenningProperties properties, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            if (properties.allKeys().noneMatch(key -> key.alias() != null)) {
                return true;
            }
            boolean store = isThere("keyStore", properties.keyStore(), context);
            boolean password = isThere("keyStorePasswordFile", properties.keyStorePasswordFile(), context);
            return store && password;
        }

        private static boolean isThere(String name, @Nullable Path file, ConstraintValidatorContext context) {
            if (file == null) {
                context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                        .addPropertyNode(name)
                        .addConstraintViolation();
            }
            return file != null;
        }
    }
}
