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
import java.util.regex.Pattern;

/** Who we and the broker are is said as the scheme says it, in the role each has, unless any form is allowed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EntityIdsOfTheScheme.Check.class)
@interface EntityIdsOfTheScheme {

    String message() default "must be an EntityID of the scheme, in the role it is for";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the setting that is wrong, not the group it is of. */
    final class Check implements ConstraintValidator<EntityIdsOfTheScheme, EHerkenningProperties> {

        private static final SchemeProfile PROFILE = SchemeProfile.ETOEGANG_1_13;

        @Override
        @SuppressWarnings("ConstantValue") // a group that is missing is told by another constraint
        public boolean isValid(EHerkenningProperties properties, ConstraintValidatorContext context) {
            EHerkenningProperties.BrokerSettings broker = properties.broker();
            if (broker == null || broker.anyEntityId()) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            boolean ours = fits(PROFILE.providerEntity(), properties.entityId(), context, "entityId");
            boolean theirs = fits(PROFILE.brokerEntity(), broker.entityId(), context, "broker", "entityId");
            return ours && theirs;
        }

        private static boolean fits(Pattern form, String value, ConstraintValidatorContext context, String... path) {
            // One that is missing is told by another constraint.
            if (value == null || value.isBlank() || form.matcher(value).matches()) {
                return true;
            }
            var violation = context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode(path[0]);
            for (int i = 1; i < path.length; i++) {
                violation = violation.addPropertyNode(path[i]);
            }
            violation.addConstraintViolation();
            return false;
        }
    }
}
