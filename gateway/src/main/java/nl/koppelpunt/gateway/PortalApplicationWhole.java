// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The application behind the portal has an address and an audience, or there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PortalApplicationWhole.Check.class)
public @interface PortalApplicationWhole {

    /** As follows the name of the setting that is absent in a sentence. */
    String message() default "is missing: portal-upstream-url and portal-audience go together";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Complains about the one that is absent. */
    final class Check implements ConstraintValidator<PortalApplicationWhole, GatewayProperties> {

        @Override
        public boolean isValid(@Nullable GatewayProperties settings, ConstraintValidatorContext context) {
            if (settings == null || (settings.portalUpstreamUrl() == null) == (settings.portalAudience() == null)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode(settings.portalAudience() == null ? "portalAudience" : "portalUpstreamUrl")
                    .addConstraintViolation();
            return false;
        }
    }
}
